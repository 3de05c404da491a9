package io.portcullis.signals.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** What stands between an agent and the server: where its code runs, one call at a time. */
interface Bulkhead extends AutoCloseable {
    /**
     * Runs a piece of the agent's code, and says through the future how it ended. Whatever the code throws, errors included, comes
     * back as an {@link ForeignFailure}.
     */
    <T> Future<T> run(Callable<T> code);

    /** Interrupts a call that took too long; nobody waits for it any more. */
    void giveUp(Future<?> call);

    /** True while a call that was given up still runs. */
    boolean isStuck();

    /** Interrupts what still runs and gives the thread up. */
    @Override
    void close();

    /** The same code, which throws nothing but {@link ForeignFailure}. */
    static <T> Callable<T> contained(Callable<T> code) {
        return () -> {
            try {
                return code.call();
            } catch (Throwable thrown) {
                throw ForeignFailure.of(thrown);
            }
        };
    }
}
