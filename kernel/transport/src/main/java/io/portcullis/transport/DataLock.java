package io.portcullis.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Proves that no other process lives in a data folder. The kernel frees it with the process, also after kill -9, so whoever
 * holds it may clear away what an earlier process left behind.
 */
public final class DataLock implements AutoCloseable {
    /** Far behind the text, so that the holder's pid stays readable where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int PID_LENGTH_MAX = 32;

    private final Path dataFolder;
    private final FileChannel channel;

    private DataLock(Path dataFolder, FileChannel channel) {
        this.dataFolder = dataFolder;
        this.channel = channel;
    }

    /**
     * Takes the lock, making the folder when it is missing.
     *
     * @throws DataFolderInUseException when another process, or this one, holds it already
     * @throws IOException when the folder cannot be made or written
     */
    public static DataLock acquire(Path dataFolder) throws IOException {
        Files.createDirectories(dataFolder);
        Path file = dataFolder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (locked(channel)) {
                channel.truncate(0);
                String pid = ProcessHandle.current().pid() + "\n";
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
                return new DataLock(dataFolder.toRealPath(), channel);
            }
            throw new DataFolderInUseException(dataFolder, holder(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(PID_LENGTH_MAX);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("[0-9]+") ? pid : "unknown";
    }

    /** The folder that is locked. */
    public Path dataFolder() {
        return dataFolder;
    }

    /** Throws unless the lock is still held. */
    public void requireHeld() {
        if (!channel.isOpen()) {
            throw new IllegalStateException("the lock on " + dataFolder + " was given back");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
