package io.portcullis.ingest.deadletter;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/** One file a day, one JSON object a line, appended and bounded. Not thread-safe. */
final class DeadLetterFile {
    private final Path folder;
    private final long bytesMax;
    private LocalDate date;
    private BufferedWriter writer;
    private long bytes;

    DeadLetterFile(Path folder, long bytesMax) {
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    /** Appends a line; false when the day's file is full. */
    boolean append(LocalDate day, String line) throws IOException {
        if (!day.equals(date)) {
            open(day);
        }
        long size = line.getBytes(StandardCharsets.UTF_8).length + 1L;
        if (bytes + size > bytesMax) {
            return false;
        }
        writer.write(line);
        writer.write('\n');
        // A bad record is rare, and often what is looked at after a crash.
        writer.flush();
        bytes += size;
        return true;
    }

    private void open(LocalDate day) throws IOException {
        close();
        Files.createDirectories(folder);
        Path file = folder.resolve(day + ".jsonl");
        writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        bytes = Files.size(file);
        date = day;
    }

    void close() throws IOException {
        date = null;
        if (writer != null) {
            writer.close();
        }
    }
}
