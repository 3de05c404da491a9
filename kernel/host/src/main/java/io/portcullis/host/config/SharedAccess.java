package io.portcullis.host.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who else may touch a file. Where the file system knows no owners and groups there is nothing to ask, and nobody is refused. */
public final class SharedAccess {
    private static final Set<PosixFilePermission> WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> READ =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private SharedAccess() {}

    /** The permissions of a file or folder that its group or anybody may change, as {@code rwxrwxr-x}; empty when nobody else may. */
    public static Optional<String> ofWriters(Path path) throws IOException {
        return shared(path, WRITE);
    }

    /** The same for whoever may read. */
    public static Optional<String> ofReaders(Path path) throws IOException {
        return shared(path, READ);
    }

    private static Optional<String> shared(Path path, Set<PosixFilePermission> which) throws IOException {
        if (!isPosix(path)) {
            return Optional.empty();
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        boolean shared = which.stream().anyMatch(permissions::contains);
        return shared ? Optional.of(PosixFilePermissions.toString(permissions)) : Optional.empty();
    }

    /** Takes the right to change it from everybody but the owner, whatever the umask gave. */
    public static void forOwnerOnlyToWrite(Path path) throws IOException {
        if (isPosix(path)) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            if (permissions.removeAll(WRITE)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    /** Makes an empty file that only its owner may read, before anything secret is in it. */
    public static void createSecret(Path file) throws IOException {
        if (isPosix(file.toAbsolutePath().getParent())) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
