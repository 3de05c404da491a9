package io.portcullis.store;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** When the database last answered the projector. Beaten by the projector's thread, felt by any other. */
final class Pulse implements SqlLogger {
    private volatile boolean working;
    private volatile long beganNanos;
    private volatile long beatNanos;

    /** Something was asked of the database. */
    void begin() {
        long now = System.nanoTime();
        beganNanos = now;
        beatNanos = now;
        working = true;
    }

    /** It has answered, one way or the other. */
    void end() {
        working = false;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        beatNanos = System.nanoTime();
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        beatNanos = System.nanoTime();
    }

    /** For how long a single answer has been outstanding; 0 when none is. */
    long silentNanos() {
        return working ? System.nanoTime() - beatNanos : 0;
    }

    /** For how long the batch in hand has been going on; 0 when there is none. */
    long batchNanos() {
        return working ? System.nanoTime() - beganNanos : 0;
    }
}
