package io.portcullis.model.id;

/**
 * The content hash of a rule pack: the first 16 bytes of SHA-256 over its canonical bytes, in lower-case hex.
 *
 * @param hex 32 hexadecimal digits
 */
public record PackHash(String hex) implements Comparable<PackHash> {
    private static final int LENGTH = 32;

    /** Stands in records for "no pack was active". */
    public static final PackHash NONE = new PackHash("0".repeat(LENGTH));

    /** Refuses anything but 32 hexadecimal digits. */
    public PackHash {
        if (hex == null || !isHash(hex)) {
            throw new IllegalArgumentException("pack hash must be 32 lower-case hex digits, got '" + hex + "'");
        }
    }

    /** Every decision that is read carries one: a regular expression would cost more than the rest of the record. */
    private static boolean isHash(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return hex.length() == LENGTH;
    }

    @Override
    public int compareTo(PackHash other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
