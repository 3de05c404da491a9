package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Events that come out of the log on their way into the database, in batches. Begins a little before the applied position, to see
 * whether this is the log that was applied.
 */
final class ReplayBatches implements CatchUp.Handler {
    /** The applied position follows events without rows in steps of this many batches. */
    private static final int SKIPPED_BATCHES_MAX = 100;

    private final Applier applier;
    private final int batchMax;
    private final BooleanSupplier stopped;
    private Tail.Check check;
    private List<LogEntry> batch = new ArrayList<>();
    private long reached;
    private int skipped;

    private ReplayBatches(Applier applier, int batchMax, BooleanSupplier stopped, Tail.Check check) {
        this.applier = applier;
        this.batchMax = batchMax;
        this.stopped = stopped;
        this.check = check;
        this.reached = applier.applied();
    }

    /**
     * Reads a log from where the database stands to the log's end, after a look at what the database applied last.
     *
     * @throws Applier.DoubtException when the log does not hold what was applied
     * @throws StoppedException when told to stop
     */
    static void resume(CatchUp log, Applier applier, int batchMax, BooleanSupplier stopped) {
        Tail.Check check = applier.resume();
        long end = log.end();
        if (end >= 0 && applier.applied() > end) {
            throw applier.doubt(
                    "the database has applied log position " + applier.applied() + ", and the log ends at " + end);
        }
        ReplayBatches batches = new ReplayBatches(applier, batchMax, stopped, check);
        log.replay(check.from(), batches);
        batches.finish();
    }

    /** Reads on from where the database stands; nobody but this applier has touched it in the meantime. */
    static void goOn(CatchUp log, Applier applier, int batchMax, BooleanSupplier stopped) {
        ReplayBatches batches = new ReplayBatches(applier, batchMax, stopped, null);
        log.replay(applier.applied(), batches);
        batches.finish();
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (stopped.getAsBoolean()) {
            throw new StoppedException();
        }
        if (position <= reached) {
            if (check != null) {
                check.take(position, event);
            }
            return;
        }
        compare();
        reached = position;
        if (Projection.concerns(event)) {
            batch.add(new LogEntry(position, event));
        } else {
            skipped++;
        }
        if (batch.size() == batchMax || skipped == SKIPPED_BATCHES_MAX * batchMax) {
            flush();
        }
    }

    private void compare() {
        if (check == null) {
            return;
        }
        String contradiction = check.contradiction();
        check = null;
        if (!contradiction.isEmpty()) {
            throw applier.doubt(contradiction);
        }
    }

    private void finish() {
        compare();
        flush();
    }

    private void flush() {
        if (reached > applier.applied()) {
            applier.apply(batch, reached);
        }
        batch = new ArrayList<>();
        skipped = 0;
    }

    /** Ends a replay that nobody wants any more. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
