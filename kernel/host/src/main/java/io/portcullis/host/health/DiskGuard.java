package io.portcullis.host.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Whether the log's disk can take what is still to come. Orders stop while there is room for everything that follows from those
 * that are out: fills, cancels, exits.
 */
public final class DiskGuard {
    private static final int PROBE_BYTES = 1 << 20;

    private final Path folder;
    private final long reserveBytes;

    /**
     * A guard.
     *
     * @param folder on the disk in question; exists
     * @param reserveBytes what must stay free
     */
    public DiskGuard(Path folder, long reserveBytes) {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
    }

    /** Why no more should be written; empty when there is room. Asks the file system, writes nothing. */
    public String problem() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return free >= reserveBytes
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%d MiB are free in %s, %d are kept in reserve: only exits and cancels pass until there is"
                                    + " more room",
                            free >> 20,
                            folder,
                            reserveBytes >> 20);
        } catch (IOException e) {
            return "the disk of " + folder + " cannot be asked: " + e.getMessage();
        }
    }

    /** Why a start would fail again; empty when a megabyte could be written and forced, and the reserve is free. */
    public String writeProblem() {
        Path probe = folder.resolve(".probe");
        try (FileChannel channel = FileChannel.open(
                probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer zeros = ByteBuffer.allocate(PROBE_BYTES);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        } catch (IOException e) {
            return folder + " cannot be written: " + e.getMessage();
        }
        return problem();
    }
}
