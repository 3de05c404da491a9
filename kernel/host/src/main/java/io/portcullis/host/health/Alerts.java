package io.portcullis.host.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong at this moment, by subject. Each is said once in the log when it begins and once when it ends, and stands in
 * {@code status} and on the console for as long as it lasts. Thread-safe.
 */
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final SortedMap<String, String> active = new TreeMap<>();
    private final AtomicLong raised = new AtomicLong();

    /**
     * Something is wrong; the same again only changes the words.
     *
     * @param subject what it is about: disk, clock, core, bus, database
     * @param text what is wrong and what follows from it, one line
     */
    public void raise(String subject, String text) {
        boolean begins;
        synchronized (active) {
            begins = active.put(subject, text) == null;
        }
        if (begins) {
            raised.incrementAndGet();
            LOG.error("ALERT {}: {}", subject, text);
        }
    }

    /** It is over; nothing happens when it had not begun. */
    public void clear(String subject) {
        String was;
        synchronized (active) {
            was = active.remove(subject);
        }
        if (was != null) {
            LOG.info("alert {} is over: {}", subject, was);
        }
    }

    /** What is wrong now, sorted by subject; a copy. */
    public SortedMap<String, String> active() {
        synchronized (active) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(active));
        }
    }

    /** How many have begun since the start. */
    public long raised() {
        return raised.get();
    }
}
