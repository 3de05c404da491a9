package io.portcullis.host.audit;

import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.ServerRefusal.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit of a running server. A privileged call is on the disk before it is done, and what became of it afterwards; a call
 * that cannot be written down is refused. A kill is the other way round: done first, written down as well as it can be.
 *
 * <p>One thread writes, so a disk that hangs holds up privileged calls for a few seconds each and nobody else. Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int WAITING_MAX = 1_024;
    private static final long WRITE_SECONDS_MAX = 5;
    /** Lines a minute about people without a name: they must not fill the disk by knocking. */
    private static final int STRANGERS_PER_MINUTE_MAX = 60;

    private final AuditFiles files;
    private final Clock clock;
    private final ThreadPoolExecutor writer;
    private Instant minute = Instant.EPOCH;
    private int strangers;
    private long unwritten;

    private AuditTrail(AuditFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), AuditTrail::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "audit");
        thread.setDaemon(true);
        return thread;
    }

    /** Of a data folder whose lock is held. Touches no disk: that it cannot be written shows at the first line. */
    public static AuditTrail open(Home home, Clock clock) {
        return new AuditTrail(new AuditFiles(home.audit()), clock);
    }

    /** Something that is done under the eyes of the audit. */
    @FunctionalInterface
    public interface Deed<T> {
        /** Does it. */
        T perform() throws Exception;
    }

    /** Where in the log something came to stand. */
    @FunctionalInterface
    public interface Position<T> {
        /** 0 for nowhere. */
        long of(T answer);
    }

    /**
     * Writes down, does, writes down what became of it.
     *
     * @throws ServerRefusal NOT_READY when it cannot be written down; then it was not done
     */
    public <T> T perform(AuditEntry entry, Deed<T> deed, Position<T> position) throws Exception {
        require(entry);
        return finish(entry, deed, position);
    }

    /** Does first, for a kill: it is never refused and never waits because of a disk. */
    public <T> T performFirst(AuditEntry entry, Deed<T> deed, Position<T> position) throws Exception {
        return finish(entry, deed, position);
    }

    private <T> T finish(AuditEntry entry, Deed<T> deed, Position<T> position) throws Exception {
        try {
            T answer = deed.perform();
            record(entry.done(position.of(answer)));
            return answer;
        } catch (ServerRefusal e) {
            record(entry.came(Outcome.FAILED, e.getMessage()));
            throw e;
        } catch (Exception e) {
            record(entry.came(Outcome.FAILED, "a defect: " + e.getClass().getSimpleName()));
            throw e;
        }
    }

    /** Writes a line down and waits until the disk has it. */
    public void require(AuditEntry entry) {
        try {
            record(entry).get(WRITE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServerRefusal(
                    Kind.NOT_READY,
                    "the audit (data/audit) cannot be written, so nothing was done; only kill works without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal(Kind.NOT_READY, "the server is stopping");
        }
    }

    /** Hands a line over; whoever cannot wait for the disk does not. */
    public CompletableFuture<Void> record(AuditEntry entry) {
        Instant now = clock.instant();
        try {
            return CompletableFuture.runAsync(() -> write(now, entry), writer);
        } catch (RejectedExecutionException e) {
            LOG.error(
                    "audit: {} lines wait for the disk; not written: {} by {}", WAITING_MAX, entry.call(), entry.who());
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A line about somebody without a name; of too many in one minute only the number is kept. */
    public void recordStranger(AuditEntry entry) {
        long skipped = 0;
        synchronized (this) {
            Instant now = clock.instant();
            if (Duration.between(minute, now).compareTo(Duration.ofMinutes(1)) >= 0) {
                minute = now;
                strangers = 0;
                skipped = unwritten;
                unwritten = 0;
            }
            if (strangers >= STRANGERS_PER_MINUTE_MAX) {
                unwritten++;
                return;
            }
            strangers++;
        }
        if (skipped > 0) {
            record(AuditEntry.ofAudit(skipped + " more attempts without a name were not written down"));
        }
        record(entry);
    }

    private void write(Instant now, AuditEntry entry) {
        try {
            files.append(now, entry);
        } catch (IOException e) {
            LOG.error("audit: cannot be written ({}): {} by {}, {}", e, entry.call(), entry.who(), entry.outcome());
            throw new CompletionException(e);
        }
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(WRITE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.error("audit: {} lines were not written", writer.getQueue().size());
                return;
            }
            files.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("audit: could not be closed cleanly: {}", e.getMessage());
        }
    }
}
