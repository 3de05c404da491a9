package io.portcullis.spi;

/**
 * Refuses settings out of range, in the words of whoever wrote the file: which configuration, which key, what would be right and
 * what it is. Immutable; any thread.
 *
 * @param pid name of the configuration, as in {@code etc/PID.cfg}
 */
public record ConfigurationCheck(String pid) {
    /**
     * Takes a setting or refuses it.
     *
     * @param right whether it is right
     * @param key as it stands in the file
     * @param wanted what would be right, for example {@code 1 to 10,000}
     * @param got what it is
     * @throws IllegalArgumentException when it is not right
     */
    public void require(boolean right, String key, String wanted, Object got) {
        if (!right) {
            throw new IllegalArgumentException(pid + ": " + key + " must be " + wanted + ", got " + got);
        }
    }
}
