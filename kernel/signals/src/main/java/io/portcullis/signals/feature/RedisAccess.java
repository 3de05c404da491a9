package io.portcullis.signals.feature;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where Redis is, and how long to wait for it.
 *
 * @param host its name or address
 * @param port its port
 * @param user empty for Redis' default user
 * @param password empty when it wants none
 * @param encrypted over TLS, with the server's certificate and name verified
 * @param authorities PEM file of the certificate authorities to trust; null for the platform's
 * @param timeout how long a connection or an answer may take
 */
public record RedisAccess(
        String host, int port, String user, String password, boolean encrypted, Path authorities, Duration timeout) {
    /** Refuses a timeout that is none. */
    public RedisAccess {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive, got " + timeout);
        }
    }

    /** In clear text and without a password, as on this machine. */
    public static RedisAccess local(int port, Duration timeout) {
        return new RedisAccess("127.0.0.1", port, "", "", false, null, timeout);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Redis at " + host + ":" + port + (encrypted ? " over TLS" : "");
    }
}
