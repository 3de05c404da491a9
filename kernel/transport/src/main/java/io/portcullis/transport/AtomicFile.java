package io.portcullis.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are replaced as a whole: written aside, forced to the disk and renamed, so that a reader, a crash and a loss of power
 * see all of the old one or all of the new. Any thread; one at a time for one file.
 */
public final class AtomicFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(AtomicFile.class);

    /** What a write that did not come to its end has left is called so, behind the name of the file. */
    public static final String ASIDE = ".new";

    private AtomicFile() {}

    /** Replaces a file, whose folder must be there; when this returns it survives a loss of power. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, List.of(ByteBuffer.wrap(content)));
    }

    /**
     * Replaces a file by what lies in several buffers, one after the other.
     *
     * @param attributes what it is created with: its permissions, where they matter
     */
    public static void write(Path file, List<ByteBuffer> pieces, FileAttribute<?>... attributes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        Files.deleteIfExists(aside);
        try (FileChannel channel =
                FileChannel.open(aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            for (ByteBuffer piece : pieces) {
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** The rename is only durable once the folder is; where a folder cannot be opened, the file system does it itself. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOGGER.debug("cannot force folder {}: {}", folder, e.getMessage());
        }
    }
}
