package io.portcullis.venue.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The venue process's append-only file, one JSON line per thing received or said. Lines are collected and forced to disk in one
 * go; nothing that they describe may be seen outside before {@link #force} has returned. Not thread-safe.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final StringBuilder pending = new StringBuilder();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Reads what is there, cuts off a last line that a crash left half written (it was never forced, so it never took effect),
     * and opens the file for more.
     *
     * @throws IOException naming the file and line that cannot be used
     */
    static Journal open(Path file, Consumer<JsonLine> earlier) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            long whole = read(file, earlier);
            channel.truncate(whole);
            channel.position(whole);
            channel.force(true);
            // The file's own name must survive a power cut too.
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return new Journal(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("journal " + file + " is in use in this process", e);
        }
        throw new IOException("journal " + file + " is in use by another venue process");
    }

    private static long read(Path file, Consumer<JsonLine> earlier) throws IOException {
        long whole = 0;
        int number = 0;
        // Every line of ours is ASCII, so characters are bytes.
        try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                number++;
                whole += line.length() + 1;
                replay(file, number, line.toString(), earlier);
                line.setLength(0);
            }
        }
        return whole;
    }

    private static void replay(Path file, int number, String line, Consumer<JsonLine> earlier) throws IOException {
        try {
            earlier.accept(JsonLine.parse(line));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "journal " + file + " line " + number + " is no line of a venue journal: " + e.getMessage(), e);
        }
    }

    void append(JsonLine line) {
        pending.append(line).append('\n');
    }

    /** Writes and forces what was appended; after a failure nothing may be trusted and the process has to end. */
    void force() {
        if (pending.isEmpty()) {
            return;
        }
        try {
            ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(pending.toString());
            pending.setLength(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
