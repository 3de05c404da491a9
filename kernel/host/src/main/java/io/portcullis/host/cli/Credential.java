package io.portcullis.host.cli;

import io.portcullis.host.access.AdminToken;
import io.portcullis.host.access.SecretFile;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** In whose name a command asks: the token and the file it came from. */
final class Credential {
    /** Names a token file for all commands. */
    static final String VARIABLE = "PORTCULLIS_TOKEN_FILE";

    private final String authorization;
    private final Path source;

    private Credential(String authorization, Path source) {
        this.authorization = authorization;
        this.source = source;
    }

    /**
     * Finds it: the file that was named, the one of the environment, the last login's, the data folder's.
     *
     * @param named by the command line; null when none was
     */
    static Credential of(Home home, Path named) {
        if (named != null) {
            return read(named);
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return read(Path.of(variable));
        }
        Path login = fileOfLogin(home);
        return Files.exists(login) ? read(login) : ofAdmin(home);
    }

    static Credential ofAdmin(Home home) {
        return new Credential(AdminToken.load(home).authorization(), home.adminToken());
    }

    /** Where a login to the server of this data folder is kept: in the user's own folder, one file per data folder. */
    static Path fileOfLogin(Home home) {
        return Path.of(System.getProperty("user.home", "."), ".portcullis", "tokens", name(home) + ".token");
    }

    private static String name(Home home) {
        try {
            byte[] folder = home.data().toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(folder);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Credential read(Path file) {
        try {
            String token = SecretFile.read(file).strip();
            if (!token.matches("[0-9a-f]{64}")) {
                throw new ConfigException(
                        "the token file " + file + " must hold 64 hex digits: 'portcullis login' makes one");
            }
            return new Credential("Bearer " + token, file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no token file " + file + ": 'portcullis login' makes one", e);
        } catch (IOException e) {
            throw new ConfigException("the token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    String authorization() {
        return authorization;
    }

    Path source() {
        return source;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Credential[***, from " + source + "]";
    }
}
