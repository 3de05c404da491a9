package io.portcullis.host.live;

import io.portcullis.host.config.Home;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.archive.ArchiveLog;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recovery on a thread of its own, beside whatever else a start does meanwhile. What it fails of is thrown to whoever takes it,
 * as if it had been done there and then. Made, taken and closed by one thread.
 */
final class Recovering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovering.class);

    /** Opened and closed here, not over there: Aeron's archive wants the same thread for both. */
    private final ArchiveLog log;

    private final FutureTask<RecoveredEngine> work;
    private volatile boolean abandoned;
    private boolean taken;

    /** Begins at once; the lock must be held until this is closed. */
    Recovering(Home home, DataLock lock, Durability durability) throws IOException {
        log = ArchiveLog.open(lock, durability);
        work = new FutureTask<>(() -> RecoveredEngine.on(home, log, () -> abandoned));
        Thread thread = new Thread(work, "recovery");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for it and hands it over: whoever takes it closes it. */
    RecoveredEngine take() throws IOException, InterruptedException {
        try {
            RecoveredEngine engine = work.get();
            taken = true;
            return engine;
        } catch (ExecutionException e) {
            taken = true; // there is nothing else to close, and the failure is told
            RecoveredEngine.closeQuietly(log);
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw (Error) e.getCause();
        }
    }

    /** Closes what nobody took, and returns only when nothing of it is open any more. */
    @Override
    public void close() {
        if (taken) {
            return;
        }
        abandoned = true;
        try {
            work.get().close();
        } catch (ExecutionException e) {
            RecoveredEngine.closeQuietly(log);
            LOG.warn("beside that, the recovery ended: {}", e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
