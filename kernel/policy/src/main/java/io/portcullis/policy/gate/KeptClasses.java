package io.portcullis.policy.gate;

import java.io.IOException;
import java.util.Optional;

/**
 * Where compiled rules outlive the process. Whoever implements it vouches that {@link #read} gives only what its own
 * {@link #write} was given, for the same rules and maker: these bytes become code. Packs that differ in limits and cases alone
 * share their rules. Called from one thread at a time.
 */
public interface KeptClasses {
    /** Keeps nothing. */
    KeptClasses NONE = new KeptClasses() {
        @Override
        public Optional<byte[]> read(String rules, String maker) {
            return Optional.empty();
        }

        @Override
        public void write(String rules, String maker, byte[] classes) {
            // kept nowhere
        }
    };

    /**
     * What was kept for these rules.
     *
     * @param rules the SHA-256 of their text, in hex
     * @param maker everything else that the bytes depend on
     * @return empty when there is nothing
     * @throws IOException when there is something, and it is not what was written for these rules and this maker
     */
    Optional<byte[]> read(String rules, String maker) throws IOException;

    /** Keeps the classes of some rules, in place of what there was; they are the newest again. */
    void write(String rules, String maker, byte[] classes) throws IOException;
}
