package io.portcullis.host.server;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** The secret that the HTTP API asks for: 256 random bits in a file that only its owner can read. */
public final class AdminToken {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int BYTES = 32;

    private final String value;

    private AdminToken(String value) {
        this.value = value;
    }

    /**
     * The token of a data folder; made when there is none.
     *
     * @throws ConfigException when others can read the file: a secret that others may have read is none
     */
    public static AdminToken loadOrCreate(Home home) {
        Path file = home.adminToken();
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return load(file);
        } catch (IOException e) {
            throw new ConfigException("the admin token " + file + " cannot be read or made: " + e, e);
        }
    }

    /**
     * The token of a data folder, for a client.
     *
     * @throws ConfigException when there is none or it may not be read
     */
    public static AdminToken load(Home home) {
        try {
            return load(home.adminToken());
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    "no admin token in " + home.adminToken() + ": it is made when a server starts there", e);
        } catch (IOException e) {
            throw new ConfigException("the admin token " + home.adminToken() + " cannot be read: " + e, e);
        }
    }

    private static AdminToken load(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9a-f]{64}")) {
            throw new ConfigException(
                    file + " must hold 64 hex digits; delete it and start the server to get a new one");
        }
        if (isPosix(file)) {
            Set<PosixFilePermission> extra = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            extra.removeAll(OWNER_ONLY);
            if (!extra.isEmpty()) {
                throw new ConfigException(file + " can be used by others ("
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                        + "); it must be rw-------. Delete it to get a new one");
            }
        }
        return new AdminToken(text);
    }

    /** Written aside and renamed, so that nobody ever reads half a token. */
    private static void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        if (isPosix(file.toAbsolutePath().getParent())) {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(
                aside,
                HexFormat.of().formatHex(secret) + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    /** Whether a presented secret is the one, in a time that tells nothing about how much of it was right. */
    public boolean matches(String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** The header value that proves the right to ask. */
    public String authorization() {
        return "Bearer " + value;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "AdminToken[***]";
    }
}
