package io.portcullis.signals.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** What stands between an agent and the server: where its code runs, one call at a time. */
interface Bulkhead extends AutoCloseable {
    /** Runs a piece of the agent's code, and says through the future how it ended; never throws what that code throws. */
    <T> Future<T> run(Callable<T> code);

    /** True while a call that was given up still runs. */
    boolean isStuck();

    /** Interrupts what still runs and gives the thread up. */
    @Override
    void close();
}
