package io.portcullis.ingest.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.portcullis.ingest.bus.EventBus;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes bad records: counts them by reason, writes them to {@code DATE.jsonl} and, when there is a bus, to its
 * dead-letter
 * address. Memory and disk are bounded, and neither a full disk nor a bus that is down disturbs who delivers them.
 */
public final class DeadLetters implements BadRecordSink, AutoCloseable {
    /** A record's content beyond this is cut off. */
    public static final int CONTENT_LENGTH_MAX = 1_000;

    private static final int KINDS_MAX = 100;
    private static final int NOTICES_MAX = 1_000;
    private static final long FILE_BYTES_MAX = 64L * 1024 * 1024;
    private static final String OTHER = "other";
    /** ASCII only: the content may hold half a character, which no file in UTF-8 takes. */
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Clock clock;
    private final Predicate<String> bus;
    private final DeadLetterFile file;
    private final SortedMap<String, Long> byKind = new TreeMap<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private long total;
    private long notInFile;
    private long notOnBus;

    private DeadLetters(Path folder, long fileBytesMax, Clock clock, Predicate<String> bus) {
        this.file = new DeadLetterFile(folder, fileBytesMax);
        this.clock = clock;
        this.bus = bus;
    }

    /** To files only: for back tests, which run without a bus. */
    public static DeadLetters toFolder(Path folder, Clock clock) {
        return new DeadLetters(folder, FILE_BYTES_MAX, clock, letter -> true);
    }

    /** To files and to the bus. */
    public static DeadLetters toFolderAndBus(Path folder, Clock clock, EventBus bus) {
        return new DeadLetters(folder, FILE_BYTES_MAX, clock, bus::publishDeadLetter);
    }

    /** For tests: files that are full soon. */
    static DeadLetters toSmallFolder(Path folder, Clock clock, long fileBytesMax) {
        return new DeadLetters(folder, fileBytesMax, clock, letter -> true);
    }

    @Override
    public synchronized void bad(String source, long line, String reason, String content) {
        Instant now = clock.instant();
        String letter = json(now, source, line, reason, content == null ? "" : content);
        total++;
        count(ReasonKind.of(reason));
        if (!bus.test(letter)) {
            notOnBus++;
        }
        write(LocalDate.ofInstant(now, ZoneOffset.UTC), letter);
    }

    private void count(String kind) {
        boolean room = byKind.containsKey(kind) || byKind.size() < KINDS_MAX;
        byKind.merge(room ? kind : OTHER, 1L, Long::sum);
    }

    private void write(LocalDate day, String letter) {
        try {
            if (!file.append(day, letter) && notInFile++ == 0) {
                LOG.warn(
                        "step 1 ingest: the dead-letter file of {} is full; further bad records are only counted", day);
            }
        } catch (IOException e) {
            if (notInFile++ == 0) {
                LOG.warn(
                        "step 1 ingest: the dead-letter file of {} cannot be written; bad records are only counted",
                        day,
                        e);
            }
        }
    }

    private static String json(Instant time, String source, long line, String reason, String content) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", time.toString());
            json.writeStringField("file", source);
            json.writeNumberField("line", line);
            json.writeStringField("reason", cut(reason));
            json.writeStringField("content", cut(content));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON into memory", e);
        }
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= CONTENT_LENGTH_MAX ? text : text.substring(0, CONTENT_LENGTH_MAX);
    }

    @Override
    public synchronized void notice(String source, String message) {
        String notice = source + ": " + message;
        if (notices.size() < NOTICES_MAX && notices.add(notice)) {
            LOG.info("step 1 ingest: {}", notice);
        }
    }

    /** How many bad records there were so far. */
    public synchronized DeadLetterCounts counts() {
        return new DeadLetterCounts(total, new TreeMap<>(byKind), notInFile, notOnBus);
    }

    /** Every notice once, in the order in which they came; the first 1,000. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    /** Closes the file; a record that comes later opens it again. */
    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("step 1 ingest: the dead-letter file did not close cleanly", e);
        }
    }
}
