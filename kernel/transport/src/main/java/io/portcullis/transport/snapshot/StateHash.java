package io.portcullis.transport.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the engine's state: two runs that agree have the same. Not thread-safe. */
public final class StateHash extends TaggedStateWriter {
    private final MessageDigest digest = sha256();

    @Override
    void emit(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** The hash of everything written since the last call, 64 hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
