package io.portcullis.host.plugins;

import io.portcullis.host.plugins.signing.DetachedSignature;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
record DroppedFile(FileStamp jar, FileStamp signature, int looks, boolean handled, String name) {
    /** A look; null when the file is gone. */
    static DroppedFile look(Path file) {
        FileStamp jar = FileStamp.of(file, LinkOption.NOFOLLOW_LINKS);
        if (jar == null) {
            return null;
        }
        FileStamp signature = FileStamp.of(DetachedSignature.fileOf(file), LinkOption.NOFOLLOW_LINKS);
        return new DroppedFile(jar, signature, 0, false, null);
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
