package io.portcullis.connector.datasets;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A small data set in a folder: files, a descriptor over them, and what came of reading it. */
final class DatasetFolder {
    static final String BARS_HEADER = "symbol,date,open,high,low,close,volume\n";
    static final String BARS_COLUMNS = "columns: {instrument: symbol, time: date}";

    private final Path folder;
    private final StringBuilder roles = new StringBuilder();
    private final RecordingBadRecords problems = new RecordingBadRecords();

    DatasetFolder(Path folder) {
        this.folder = folder;
    }

    DatasetFolder file(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(bytes) : bytes);
        return this;
    }

    DatasetFolder truncatedGzip(String name, String content, int bytesLost) throws IOException {
        byte[] whole = gzip(content.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length - bytesLost));
        return this;
    }

    DatasetFolder role(String role, String entry) {
        roles.append("  ").append(role).append(":\n    - {").append(entry).append("}\n");
        return this;
    }

    DatasetFolder bars(String rows) throws IOException {
        return file("bars.csv", BARS_HEADER + rows).role("bars", "path: bars.csv, " + BARS_COLUMNS);
    }

    Path descriptor() {
        return descriptor("name: small\ncurrency: USD\ncalendar: XNYS\nfiles:\n" + roles);
    }

    Path descriptor(String text) {
        try {
            return Files.writeString(folder.resolve("small.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<MarketEvent> read(String from, String to, int historyDays) throws IOException, InterruptedException {
        return read(descriptor(), problems, from, to, historyDays);
    }

    static List<MarketEvent> read(Path descriptor, BadRecordSink sink, String from, String to, int historyDays)
            throws IOException, InterruptedException {
        LocalDate last = to == null ? null : LocalDate.parse(to);
        StreamRequest request =
                new StreamRequest(descriptor.toString(), LocalDate.parse(from), last, historyDays, 1, new TreeMap<>());
        List<MarketEvent> events = new ArrayList<>();
        try (MarketStream stream = new DatasetsConnector().open(request, sink)) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                events.add(event);
            }
        }
        return events;
    }

    /** Bad rows as {@code file:line reason-up-to-the-colon}. */
    List<String> badRows() {
        return problems.bad().stream()
                .map(bad -> name(bad.source()) + ":" + bad.line() + " "
                        + bad.reason().split(":", 2)[0])
                .toList();
    }

    /** Notices as {@code file: message}. */
    List<String> notices() {
        return problems.notices().stream().map(DatasetFolder::name).toList();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
