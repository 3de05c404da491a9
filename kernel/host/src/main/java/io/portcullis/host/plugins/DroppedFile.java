package io.portcullis.host.plugins;

import io.portcullis.host.plugins.signing.DetachedSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        return jar == null ? null : new DroppedFile(jar, Stamp.of(DetachedSignature.fileOf(file)), 0, false, null);
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
