package io.portcullis.host.live;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.cli.Sessions.StartOptions;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.LogFiles;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.health.DiskGuard;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server from its start until somebody stops it. When it loses its log to a disk that is full or read-only, it ends, waits
 * until the disk takes bytes again, and begins anew on what is recorded. It comes back killed, because it stopped in the middle
 * of things, and the kill says why.
 */
public final class LiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
    private static final long LOOK_SECONDS = 1;
    private static final int LOOKS_PER_LINE = 30;
    private static final long STOP_SECONDS_MAX = 30;
    /** A disk that takes bytes and a log that still cannot be opened: that is no matter of waiting. */
    private static final int VAIN_STARTS_MAX = 3;

    private final StartOptions options;
    private final Alerts alerts = new Alerts();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile LiveServer server;
    private int vainStarts;

    /** A run that has not begun. */
    public LiveRun(StartOptions options) {
        this.options = options;
    }

    /**
     * Runs to the end.
     *
     * @param ready told one line each time that the server answers
     */
    public SessionResult run(Consumer<String> ready) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop-hook"));
        try (DataLock lock = lock()) {
            String lost = "";
            do {
                lost = live(lock, ready, lost);
            } while (!lost.isEmpty() && awaitDisk());
            return new SessionResult(ExitCode.OK, List.of("stopped"), Map.of("stopped", true));
        } finally {
            LogFiles.close();
            finished.countDown();
        }
    }

    /** One server; returns why its log was lost, empty when it was stopped. */
    private String live(DataLock lock, Consumer<String> ready, String lostBefore) throws Exception {
        LiveServer next = new LiveServer(options, lock, alerts, stopped::countDown);
        server = next;
        try {
            Optional<Throwable> lost = stopped.getCount() == 0 ? Optional.empty() : next.run(ready, lostBefore);
            vainStarts = 0;
            return lost.map(cause -> "the log was lost: " + firstLine(cause)).orElse("");
        } catch (LogException | IOException | UncheckedIOException | InternalError e) {
            if (lostBefore.isEmpty() || ++vainStarts == VAIN_STARTS_MAX) {
                throw e;
            }
            LOG.error("the server cannot come back yet: {}", firstLine(e));
            return lostBefore;
        } finally {
            server = null;
        }
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** False when the server was stopped while it waited. */
    private boolean awaitDisk() throws InterruptedException {
        DiskGuard disk = new DiskGuard(options.home().data(), options.server().diskReserveMegabytes() << 20);
        for (int look = 0; !stopped.await(LOOK_SECONDS, TimeUnit.SECONDS); look++) {
            String problem = Files.isDirectory(options.home().data()) ? disk.writeProblem() : "the data folder is gone";
            if (problem.isEmpty()) {
                LOG.info("the disk takes bytes again: the server begins anew");
                return true;
            }
            if (look % LOOKS_PER_LINE == 0) {
                LOG.error("waiting for the disk: {}", problem);
            }
        }
        return false;
    }

    private DataLock lock() throws IOException {
        try {
            return DataLock.acquire(options.home().data());
        } catch (DataFolderInUseException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    private void stopAndWait() {
        stopped.countDown();
        LiveServer running = server;
        if (running != null) {
            running.stop();
        }
        try {
            finished.await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
