package io.portcullis.host.access;

import java.time.Duration;

/** Why nobody was let in; it never tells whether the name exists. */
public final class LoginRefused extends RuntimeException {
    private final Duration wait;

    private LoginRefused(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    static LoginRefused wrong() {
        return new LoginRefused("no user of that name and password", Duration.ZERO);
    }

    static LoginRefused early(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return new LoginRefused("too many failed logins; try again in " + seconds + " s", Duration.ofSeconds(seconds));
    }

    static LoginRefused busy() {
        return new LoginRefused("too many logins at this moment; try again in 1 s", Duration.ofSeconds(1));
    }

    /** How long to wait before another attempt is looked at; zero when this one was. */
    public Duration retryAfter() {
        return wait;
    }
}
