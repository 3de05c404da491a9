package io.portcullis.host.access;

import java.time.Instant;

/**
 * A login that was granted.
 *
 * @param name whose
 * @param token the secret; told once, to the one who logged in
 * @param expires from when on it counts no more
 */
public record Login(String name, String token, Instant expires) {
    /** Never the token. */
    @Override
    public String toString() {
        return "Login[" + name + ", ***, until " + expires + "]";
    }
}
