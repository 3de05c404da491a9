package io.portcullis.host.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password's Argon2id hash (RFC 9106) in the PHC string format, {@code $argon2id$v=19$m=KIB,t=PASSES,p=LANES$SALT$HASH}: it
 * carries its own parameters, so they can be raised without locking anybody out.
 *
 * <p>New hashes take 2 passes and 1 lane over as much memory as etc/access.cfg says. The library is touched when a
 * password is checked and not before: a start has no time for it.
 */
final class PasswordHash {
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * What one evaluation takes. Bounded, because a file that was tampered with must not make a login take all memory or all day.
     *
     * @param kib memory
     * @param passes over it
     * @param lanes side by side
     */
    private record Cost(int kib, int passes, int lanes) {
        private static final int KIB_MAX = 256 * 1024;
        private static final int PASSES_MAX = 10;
        private static final int LANES_MAX = 4;

        Cost {
            boolean bounded = lanes >= 1
                    && lanes <= LANES_MAX
                    && passes >= 1
                    && passes <= PASSES_MAX
                    && kib >= 8 * lanes
                    && kib <= KIB_MAX;
            if (!bounded) {
                throw new IllegalArgumentException("a password hash must have m at most " + KIB_MAX + ", t at most "
                        + PASSES_MAX + " and p at most " + LANES_MAX);
            }
        }
    }

    /** Hashes a password with a salt of its own. Takes tens of milliseconds and that much memory, on purpose. */
    static PasswordHash of(char[] password, int kib) {
        Cost cost = new Cost(kib, PASSES, 1);
        byte[] salt = random(SALT_BYTES);
        return new PasswordHash(cost, salt, derive(cost, salt, password, HASH_BYTES));
    }

    /** One that no password matches, as costly to compare with as any other. */
    static PasswordHash ofNobody(int kib) {
        return new PasswordHash(new Cost(kib, PASSES, 1), random(SALT_BYTES), random(HASH_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Inverts {@link #text()}.
     *
     * @throws IllegalArgumentException when it is no hash, or one whose parameters are out of bounds
     */
    static PasswordHash parse(String text) {
        Matcher phc = PHC.matcher(text);
        if (!phc.matches()) {
            throw new IllegalArgumentException("a password hash must be $argon2id$v=19$m=,t=,p=$SALT$HASH");
        }
        Cost cost = new Cost(
                Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
        Base64.Decoder base64 = Base64.getDecoder();
        return new PasswordHash(cost, base64.decode(phc.group(4)), base64.decode(phc.group(5)));
    }

    /** Whether this is the password, in a time that tells nothing about how nearly it was. */
    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derive(cost, salt, password, hash.length));
    }

    /** Whether it was made with less than a new one of this memory would be. */
    boolean isDated(int kib) {
        return (long) cost.kib() * cost.passes() < (long) kib * PASSES;
    }

    /** The PHC string, for the file of users and nowhere else. */
    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.kib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static byte[] derive(Cost cost, byte[] salt, char[] password, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build();
        byte[] bytes = new String(password).getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[length];
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(parameters);
        argon2.generateBytes(bytes, out);
        Arrays.fill(bytes, (byte) 0);
        return out;
    }

    /** Never the hash: it is what an attacker would want. */
    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
