package io.portcullis.host.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.portcullis.host.access.SecretFile;
import io.portcullis.host.server.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of the audit, {@code DATE.jsonl} by UTC date, and the end of the chain. One thread at a time. */
final class AuditFiles implements AutoCloseable {
    private static final String UNSOUND = "the line before this one is not as it was written: see 'audit verify'";

    private final Path folder;
    private Path file;
    private FileChannel channel;
    private long length;
    private long number;
    private String head = AuditLine.BEGINNING;
    /** Names of files only ever grow: a clock that is set back must not put a line before one that it hangs on. */
    private String newest = "";

    private boolean takenUp;

    AuditFiles(Path folder) {
        this.folder = folder;
    }

    /** In order. */
    static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "????-??-??.jsonl")) {
                found.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** Writes one line and waits for the disk. After an exception nothing of it counts, and the next attempt begins anew. */
    void append(Instant time, AuditEntry entry) throws IOException {
        try {
            String note = takenUp ? "" : takeUp();
            open(LocalDate.ofInstant(time, ZoneOffset.UTC) + ".jsonl");
            long size = Files.size(file);
            if (size != length) {
                note = file.getFileName() + " had " + length + " bytes and has " + size
                        + ": it was changed by somebody else";
                length = size;
            }
            if (!note.isEmpty()) {
                write(time, AuditEntry.ofAudit(note));
            }
            write(time, entry);
        } catch (IOException | RuntimeException e) {
            // what the disk holds now is looked at again before the next line
            close();
            takenUp = false;
            throw e;
        }
    }

    private void write(Instant time, AuditEntry entry) throws IOException {
        AuditLine.Closed line = AuditLine.close(number + 1, time, entry, head);
        ByteBuffer bytes = ByteBuffer.wrap((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        long at = length;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        length = at;
        number++;
        head = line.hash();
    }

    private void open(String today) throws IOException {
        newest = today.compareTo(newest) > 0 ? today : newest;
        Path wanted = folder.resolve(newest);
        if (wanted.equals(file) && Files.exists(wanted)) {
            return;
        }
        close();
        SecretFile.createFolder(folder);
        channel = FileChannel.open(wanted, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file = wanted;
        length = channel.size();
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Finds the end of the chain, and cuts off what a crash left of a line. Returns what to note about it. */
    private String takeUp() throws IOException {
        List<Path> files = new ArrayList<>(list(folder));
        newest =
                files.isEmpty() ? "" : files.get(files.size() - 1).getFileName().toString();
        String torn = "";
        Optional<String> last = Optional.empty();
        while (last.isEmpty() && !files.isEmpty()) {
            Path youngest = files.remove(files.size() - 1);
            byte[] content = Files.readAllBytes(youngest);
            int end = endOfLines(content);
            if (end < content.length) {
                cut(youngest, end);
                torn = (content.length - end) + " bytes of a line that a crash left unfinished were cut off";
            }
            last = new String(content, 0, end, StandardCharsets.UTF_8).lines().reduce((former, later) -> later);
        }
        number = last.map(AuditFiles::numberOf).orElse(0L);
        head = last.flatMap(AuditLine::soundHash).orElse(AuditLine.BEGINNING);
        takenUp = true;
        return last.isPresent() && head.equals(AuditLine.BEGINNING) ? UNSOUND : torn;
    }

    private static int endOfLines(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static void cut(Path file, int end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }

    private static long numberOf(String line) {
        try {
            return Json.tree(line).path("number").asLong();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel former = channel;
        channel = null;
        file = null;
        if (former != null) {
            former.close();
        }
    }
}
