package io.portcullis.benchmarks.server;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.NotMeasuredException;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Processor time of a started server without a market: settled for 20 s, then watched for 10 s. It counts only when the server
 * still answers afterwards.
 */
public final class IdleServer implements Measurement {
    private static final long SETTLE_SECONDS = 20;
    private static final long WATCHED_SECONDS = 10;
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "idle");
        try (ServerProcess server = ServerProcess.start(ServerProcess.home(folder), folder.resolve("data"))) {
            server.awaitReady();
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            double percent = watch(server.handle());
            if (!server.get("/v1/status").contains("READY")) {
                throw new WrongAnswerException("the server was not READY after it had idled");
            }
            return List.of(Taken.of(Figure.number("server.idle", percent, "%core", WATCHED_SECONDS, load1)
                    .under("process")));
        } finally {
            ServerProcess.delete(folder);
        }
    }

    private static double watch(ProcessHandle server) throws InterruptedException, NotMeasuredException {
        long start = System.nanoTime();
        Duration before = cpu(server);
        TimeUnit.SECONDS.sleep(WATCHED_SECONDS);
        Duration used = cpu(server).minus(before);
        return PERCENT * used.toNanos() / (System.nanoTime() - start);
    }

    private static Duration cpu(ProcessHandle server) throws NotMeasuredException {
        Optional<Duration> used = server.info().totalCpuDuration();
        return used.orElseThrow(() -> new NotMeasuredException("this system does not say what a process has used"));
    }
}
