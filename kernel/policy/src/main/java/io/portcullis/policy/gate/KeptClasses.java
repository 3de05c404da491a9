package io.portcullis.policy.gate;

import io.portcullis.model.id.PackHash;
import java.io.IOException;
import java.util.Optional;

/**
 * Where compiled packs outlive the process. Whoever implements it vouches that {@link #read} gives only what its own
 * {@link #write} was given, for the same pack and maker: these bytes become code. Called from one thread at a time.
 */
public interface KeptClasses {
    /** Keeps nothing. */
    KeptClasses NONE = new KeptClasses() {
        @Override
        public Optional<byte[]> read(PackHash pack, String maker) {
            return Optional.empty();
        }

        @Override
        public void write(PackHash pack, String maker, byte[] classes) {
            // kept nowhere
        }
    };

    /**
     * What was kept for a pack.
     *
     * @param maker everything else that the bytes depend on
     * @return empty when there is nothing
     * @throws IOException when there is something, and it is not what was written for this pack and maker
     */
    Optional<byte[]> read(PackHash pack, String maker) throws IOException;

    /** Keeps the classes of a pack, in place of what there was. */
    void write(PackHash pack, String maker, byte[] classes) throws IOException;
}
