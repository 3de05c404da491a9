package io.portcullis.host.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Bearer tokens: 256 random bits as 64 hex digits. What is kept of one is its SHA-256, from which nobody gets it back. */
final class Token {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    static String random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    static boolean isOne(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /**
     * What is compared and kept. Finding a hash in a map tells by its timing about the hash at most, and nothing about a token
     * whose hash that would be; so no comparison in constant time is needed behind it.
     */
    static String hash(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
