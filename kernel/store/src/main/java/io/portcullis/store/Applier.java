package io.portcullis.store;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Puts stretches of one log into one database and knows how far it came. One thread at a time; the position may be read by all. */
final class Applier {
    private static final String ADVICE = ": the log was cut or rewritten, or this is the database of another log."
            + " Compare them with 'portcullis store verify'; 'portcullis store rebuild' makes the database anew";

    private final Store store;
    private final Pulse pulse;
    private final Runnable answered;
    private final LostBackends lost = new LostBackends();
    private volatile long applied = Projection.NOTHING_APPLIED;
    private volatile long count;

    /**
     * An applier.
     *
     * @param pulse beaten with every answer
     * @param answered told whenever something was applied
     */
    Applier(Store store, Pulse pulse, Runnable answered) {
        this.store = store;
        this.pulse = pulse;
        this.answered = answered;
    }

    long applied() {
        return applied;
    }

    /** Events applied so far, by this object. */
    long count() {
        return count;
    }

    /** Asks the database how far it is, and begins there. */
    Tail.Check resume() {
        Projection.Standing standing = ask(Projection::standing);
        if (!standing.doubt().isEmpty()) {
            throw new DoubtException(standing.doubt());
        }
        applied = standing.applied();
        return new Tail.Check(standing.tail(), standing.applied());
    }

    /** Notes in the database that it does not belong to this log, so that nobody mixes the two later on, and says so. */
    DoubtException doubt(String contradiction) {
        String doubt = contradiction + ADVICE;
        ask(handle -> {
            Projection.doubt(handle, doubt);
            return doubt;
        });
        return new DoubtException(doubt);
    }

    void apply(List<LogEntry> entries, long upTo) {
        long expected = applied;
        ask(handle -> {
            Projection.apply(handle, expected, entries, upTo);
            return upTo;
        });
        applied = upTo;
        count = count + entries.size();
        answered.run();
    }

    private <T> T ask(Function<Handle, T> question) {
        if (store.config().isEmbedded()) {
            // Opening a file of our own and making its tables is our work, not somebody's silence: seconds of a cold
            // start.
            store.jdbi();
        }
        pulse.begin();
        try {
            T answer = store.jdbi().inTransaction(handle -> {
                handle.setSqlLogger(pulse);
                lost.begin(handle);
                return question.apply(handle);
            });
            lost.answered();
            return answer;
        } finally {
            pulse.end();
        }
    }

    /** The database and the log do not belong together. Stays until the database is made anew. */
    static final class DoubtException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DoubtException(String message) {
            super(message);
        }
    }
}
