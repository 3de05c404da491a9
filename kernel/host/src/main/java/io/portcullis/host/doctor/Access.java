package io.portcullis.host.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with a file.
 *
 * @param path the file
 * @param permissions its permissions
 */
record Access(Path path, Set<PosixFilePermission> permissions) {
    /** Of a file that is there, on a file system that knows permissions; links are followed. */
    static Optional<Access> of(Path path) throws IOException {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, new LinkOption[0]);
            return Optional.of(new Access(path, attributes.permissions()));
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    boolean everybodyWrites() {
        return permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    boolean groupWrites() {
        return permissions.contains(PosixFilePermission.GROUP_WRITE);
    }

    /** True when anybody but the owner can do anything. */
    boolean isShared() {
        return permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    }

    /** {@code rwxr-x---}. */
    String text() {
        return PosixFilePermissions.toString(permissions);
    }
}
