package io.portcullis.model.id;

/**
 * The content hash of a rule pack: the first 16 bytes of SHA-256 over its canonical bytes, in lower-case hex.
 *
 * @param hex 32 hexadecimal digits
 */
public record PackHash(String hex) implements Comparable<PackHash> {
    /** Stands in records for "no pack was active". */
    public static final PackHash NONE = new PackHash("0".repeat(32));

    /** Refuses anything but 32 hexadecimal digits. */
    public PackHash {
        if (hex == null || !hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("pack hash must be 32 lower-case hex digits, got '" + hex + "'");
        }
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
