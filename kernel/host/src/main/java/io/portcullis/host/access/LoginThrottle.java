package io.portcullis.host.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Slows guessing down: after a few failures in a row a name has to wait, each time twice as long up to a minute; and all names
 * together fail only so often a minute. Names share a fixed number of places, so that guessing names takes no memory; two names
 * that share one wait together.
 *
 * <p>Who keeps failing in an officer's name keeps the officer from logging in. Sessions that are open, the admin token and the kill
 * flag do not pass here.
 */
final class LoginThrottle {
    private static final int PLACES = 1_024;
    private static final int DOUBLINGS_MAX = 6;
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final Clock clock;
    private final int failuresMax;
    private final int failuresPerMinuteMax;
    /** Nobody outside can choose names that share a place with somebody's. */
    private final int salt = ThreadLocalRandom.current().nextInt();

    private final int[] failures = new int[PLACES];
    private final Instant[] until = new Instant[PLACES];
    private final Deque<Instant> lastMinute = new ArrayDeque<>();

    LoginThrottle(Clock clock, int failuresMax, int failuresPerMinuteMax) {
        this.clock = clock;
        this.failuresMax = failuresMax;
        this.failuresPerMinuteMax = failuresPerMinuteMax;
    }

    /** How long this name has to wait; zero when it may try. */
    synchronized Duration wait(String name) {
        Instant now = clock.instant();
        while (!lastMinute.isEmpty() && !lastMinute.peek().plus(WAIT_MAX).isAfter(now)) {
            lastMinute.remove();
        }
        Instant own = until[place(name)];
        Duration waits = own != null && own.isAfter(now) ? Duration.between(now, own) : Duration.ZERO;
        if (lastMinute.size() >= failuresPerMinuteMax) {
            Duration all = Duration.between(now, lastMinute.peek().plus(WAIT_MAX));
            return all.compareTo(waits) > 0 ? all : waits;
        }
        return waits;
    }

    synchronized void failed(String name) {
        Instant now = clock.instant();
        lastMinute.add(now);
        int place = place(name);
        int over = ++failures[place] - failuresMax;
        if (over >= 0) {
            Duration wait = Duration.ofSeconds(1L << Math.min(over, DOUBLINGS_MAX));
            until[place] = now.plus(wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait);
        }
    }

    synchronized void succeeded(String name) {
        failures[place(name)] = 0;
        until[place(name)] = null;
    }

    private int place(String name) {
        int mixed = (name.hashCode() ^ salt) * 0x9E3779B9;
        return mixed >>> 22;
    }
}
