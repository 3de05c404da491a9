package io.portcullis.host.plugins;

import io.portcullis.host.plugins.signing.DetachedSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * What the last look at a jar and at the signature file beside it showed.
 *
 * @param jar the jar
 * @param signature its signature file; null when there is none
 * @param looks how many looks in a row both stood still
 * @param handled whether the pair was taken, or refused, as it stands
 * @param name the plugin's name once it was read
 */
record DroppedFile(Stamp jar, Stamp signature, int looks, boolean handled, String name) {
    /**
     * Tells one state of a file from another.
     *
     * @param size bytes
     * @param modifiedMillis its time
     */
    record Stamp(long size, long modifiedMillis) {
        private static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Stamp(
                        attributes.size(), attributes.lastModifiedTime().toMillis());
            } catch (IOException e) {
                return null;
            }
        }
    }

    /** A look; null when the file is gone. */
    static DroppedFile look(Path file) {
        Stamp jar = Stamp.of(file);
        return jar == null ? null : new DroppedFile(jar, Stamp.of(signatureOf(file)), 0, false, null);
    }

    static Path signatureOf(Path file) {
        return file.resolveSibling(file.getFileName() + DetachedSignature.SUFFIX);
    }

    /** The text of the signature file; null when there is none. A longer one is cut, and then it is none. */
    static String readSignature(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(signatureOf(file))) {
            return new String(in.readNBytes(DetachedSignature.TEXT_BYTES_MAX + 1), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean sameAs(DroppedFile other) {
        return other != null && jar.equals(other.jar) && Objects.equals(signature, other.signature);
    }

    DroppedFile oneLookMore() {
        return new DroppedFile(jar, signature, looks + 1, handled, name);
    }

    DroppedFile handledAs(String plugin) {
        return new DroppedFile(jar, signature, looks, true, plugin);
    }
}
