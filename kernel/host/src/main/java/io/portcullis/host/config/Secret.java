package io.portcullis.host.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A password out of a file that only its owner reads, or out of the environment. It never stands in a settings file. */
final class Secret {
    private static final long BYTES_MAX = 4_096;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Secret() {}

    /** Refuses a secret that stands in a settings file itself, in words that say what to do and not what it is. */
    static void refuseInFile(Path settings, String key) {
        PropertiesFile.Entry entry = PropertiesFile.read(settings).entries().get(key);
        if (entry != null) {
            throw new ConfigException(
                    settings + ":" + entry.line() + ": a " + key + " must not stand in this file; put it into"
                            + " a file that only you can read and name that in " + key
                            + ".file, or name an environment variable in "
                            + key + ".env");
        }
    }

    /**
     * The secret; empty when neither is set.
     *
     * @param settings the settings file, for messages
     * @param root where relative paths begin
     * @param file its file; may be empty
     * @param variable its environment variable; may be empty. Not repeated in messages: people put the secret itself there
     */
    static String of(Path settings, Path root, String file, String variable) {
        if (!file.isEmpty() && !variable.isEmpty()) {
            throw new ConfigException(settings + ": password.file and password.env are both set; keep one of the two");
        }
        if (!variable.isEmpty()) {
            String value = System.getenv(variable);
            if (value == null || value.isEmpty()) {
                throw new ConfigException(
                        settings + ": the environment variable that password.env names is not set, or empty");
            }
            return value;
        }
        return file.isEmpty() ? "" : read(root.resolve(file));
    }

    private static String read(Path file) {
        try {
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                requireOwnerOnly(file, Files.getPosixFilePermissions(file));
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new ConfigException("the password file " + file + " is larger than " + BYTES_MAX + " bytes");
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty() || secret.lines().count() != 1) {
                throw new ConfigException("the password file " + file + " must hold one line");
            }
            return secret;
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no password file " + file, e);
        } catch (IOException e) {
            throw new ConfigException("the password file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireOwnerOnly(Path file, Set<PosixFilePermission> permissions) {
        Set<PosixFilePermission> extra = EnumSet.noneOf(PosixFilePermission.class);
        extra.addAll(permissions);
        extra.removeAll(OWNER_ONLY);
        if (!extra.isEmpty()) {
            throw new ConfigException("the password file " + file + " can be used by others ("
                    + PosixFilePermissions.toString(permissions) + "); it must be rw-------");
        }
    }
}
