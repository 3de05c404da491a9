package io.portcullis.signals.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs at once, on the thread that asks: the order is fixed and time plays no part, as back tests need it. */
final class CallerThread implements Bulkhead {
    @Override
    public <T> Future<T> run(Callable<T> code) {
        FutureTask<T> task = new FutureTask<>(Bulkhead.contained(code));
        task.run();
        return task;
    }

    @Override
    public void giveUp(Future<?> call) {
        // It has ended before anybody could wait for it.
    }

    @Override
    public boolean isStuck() {
        return false;
    }

    @Override
    public void close() {}
}
