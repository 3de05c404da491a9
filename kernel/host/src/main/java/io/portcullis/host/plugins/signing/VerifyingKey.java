package io.portcullis.host.plugins.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The public half of a key pair, as it lies in etc/trust. People know it by its id, the first 16 hex digits of SHA-256 over
 * its SubjectPublicKeyInfo. Immutable.
 */
public final class VerifyingKey {
    static final String ALGORITHM = "Ed25519";
    /** What such a file's name ends in. */
    public static final String SUFFIX = ".pub";

    private static final String LABEL = "PUBLIC KEY";
    private static final int FILE_BYTES_MAX = 16 * 1024;
    private static final int ID_DIGITS = 16;

    private final PublicKey key;
    private final String id;

    VerifyingKey(PublicKey key) {
        this.key = key;
        this.id = sha256(key.getEncoded()).substring(0, ID_DIGITS);
    }

    /** Reads a PEM file. */
    public static VerifyingKey read(Path file) throws SigningException, IOException {
        try {
            byte[] encoded = Pem.decode(LABEL, text(file));
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new SigningException(file + " holds no " + ALGORITHM + " public key", e);
        } catch (SigningException e) {
            throw new SigningException(file + " is no public key: " + e.getMessage(), e);
        }
    }

    static String text(Path file) throws SigningException, IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new SigningException("it has more than " + FILE_BYTES_MAX + " bytes");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** 16 hex digits. */
    public String id() {
        return id;
    }

    /** As a PEM file, its id on top for people. */
    public String text() {
        return "Portcullis plugin key " + id + " (" + ALGORITHM + ")\n" + Pem.encode(LABEL, key.getEncoded());
    }

    /** Whether this signature over these bytes was made with the other half. */
    boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Of the wrong length, or no point of the curve: not a signature, hence not a good one.
            return false;
        }
    }

    /** 64 hex digits. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
