package io.portcullis.host.plugins.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in FILE.jar.sig: four lines that a person can read.
 *
 * @param keyId whose key
 * @param sha256 of the signed bytes: says which file was meant when the signature is good for another one
 * @param signature base64 of Ed25519 over the bytes themselves
 */
public record DetachedSignature(String keyId, String sha256, String signature) {
    /** What the file's name ends in, after that of the jar. */
    public static final String SUFFIX = ".sig";
    /** A longer text is no signature. */
    public static final int TEXT_BYTES_MAX = 4096;

    private static final Pattern TEXT = Pattern.compile("algorithm: (?<algorithm>[A-Za-z0-9]+)\n"
            + "key: (?<key>[0-9a-f]{16})\n"
            + "sha256: (?<sha256>[0-9a-f]{64})\n"
            + "signature: (?<signature>[A-Za-z0-9+/=]+)\n?");

    /** Where the signature of a jar lies: beside it. */
    public static Path fileOf(Path jar) {
        return jar.resolveSibling(jar.getFileName() + SUFFIX);
    }

    /** What stands in the signature file of a jar; null when there is none. A longer text is cut, and then it is no signature. */
    public static String textOf(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(fileOf(jar))) {
            return new String(in.readNBytes(TEXT_BYTES_MAX + 1), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Inverts {@link #text()}; line ends may be those of Windows. */
    public static DetachedSignature parse(String text) throws SigningException {
        Matcher parts = TEXT.matcher(text.replace("\r\n", "\n"));
        if (text.length() > TEXT_BYTES_MAX || !parts.matches()) {
            throw new SigningException(
                    "its signature file is not of the four lines 'algorithm: ', 'key: ', 'sha256: ', 'signature: '");
        }
        if (!parts.group("algorithm").equals(VerifyingKey.ALGORITHM)) {
            throw new SigningException(
                    "its signature is " + parts.group("algorithm") + "; only " + VerifyingKey.ALGORITHM + " is taken");
        }
        return new DetachedSignature(parts.group("key"), parts.group("sha256"), parts.group("signature"));
    }

    /** As it is written. */
    public String text() {
        return "algorithm: " + VerifyingKey.ALGORITHM + "\nkey: " + keyId + "\nsha256: " + sha256 + "\nsignature: "
                + signature + "\n";
    }

    /** Whether it was made for these bytes, if it is any good at all. */
    public boolean isFor(byte[] content) {
        return sha256.equals(VerifyingKey.sha256(content));
    }

    /** Whether it is good: made with the other half of this key, over these very bytes. */
    public boolean isGood(VerifyingKey key, byte[] content) {
        try {
            byte[] decoded = Base64.getDecoder().decode(signature);
            // The last digit has bits to spare; one signature has one text.
            boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(signature);
            return key.id().equals(keyId) && isFor(content) && canonical && key.verifies(content, decoded);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
