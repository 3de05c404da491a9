package io.portcullis.signals.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs on a daemon thread of the agent's own, so that a hang holds up nobody else and does not keep the server from ending. */
final class OwnThread implements Bulkhead {
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService executor;
    private volatile boolean gaveUp;

    OwnThread(String name) {
        executor = Executors.newSingleThreadExecutor(code -> {
            Thread thread = new Thread(code, "agent-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <T> Future<T> run(Callable<T> code) {
        Callable<T> contained = Bulkhead.contained(code);
        return executor.submit(() -> {
            running.incrementAndGet();
            try {
                return contained.call();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    @Override
    public void giveUp(Future<?> call) {
        gaveUp = true;
        call.cancel(true);
    }

    /** A call that is merely under way is no hang. */
    @Override
    public boolean isStuck() {
        if (gaveUp && running.get() == 0) {
            gaveUp = false;
        }
        return gaveUp;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
