package io.portcullis.host.access;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The secret of a data folder: 256 random bits in a file that only its owner can read. Who holds it may do everything. */
public final class AdminToken {
    private final String value;

    private AdminToken(String value) {
        this.value = value;
    }

    /**
     * The token of a data folder; made when there is none.
     *
     * @throws ConfigException when others can read the file
     */
    public static AdminToken loadOrCreate(Home home) {
        Path file = home.adminToken();
        try {
            if (!Files.exists(file)) {
                SecretFile.write(file, Token.random() + "\n");
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
        String text = SecretFile.read(file).strip();
        if (!Token.isOne(text)) {
            throw new ConfigException(
                    file + " must hold 64 hex digits; delete it and start the server to get a new one");
        }
        return new AdminToken(text);
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
