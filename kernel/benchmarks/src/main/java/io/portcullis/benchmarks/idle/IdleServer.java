package io.portcullis.benchmarks.idle;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.NotMeasuredException;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processor time of a started server without a market: {@code bin/portcullis start --profile dev --market none}, settled for
 * 20 s, then watched for 10 s. It counts only when the server still answers afterwards.
 */
public final class IdleServer implements Measurement {
    private static final String LAUNCHER = "distribution/target/portcullis/bin/portcullis";
    private static final long READY_SECONDS_MAX = 60;
    private static final long SETTLE_SECONDS = 20;
    private static final long WATCHED_SECONDS = 10;
    private static final long COMMAND_SECONDS_MAX = 60;
    private static final long LOOK_MILLIS = 200;
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Path launcher = Pack.repository().resolve(LAUNCHER);
        if (!Files.isExecutable(launcher)) {
            throw new NotMeasuredException(
                    LAUNCHER + " is not there; assemble it first with: mvn -B -ntp -Pfast install");
        }
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "idle-data");
        Process server = start(launcher, data, "start", "--profile", "dev", "--market", "none");
        try {
            awaitReady(server, data);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            double percent = watch(server.toHandle());
            requireAnswer(launcher, data);
            return List.of(Taken.of(Figure.number("server.idle", percent, "%core", WATCHED_SECONDS, load1)
                    .under("process")));
        } finally {
            stop(launcher, data, server);
            delete(data);
        }
    }

    private static Process start(Path launcher, Path data, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toAbsolutePath().toString()));
        Path output = data.resolveSibling(data.getFileName() + "." + words[0] + ".txt");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void awaitReady(Process server, Path data) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (!Files.exists(data.resolve("server.json"))) {
            if (!server.isAlive() || System.nanoTime() - deadline > 0) {
                throw new NotMeasuredException("the server was not ready within " + READY_SECONDS_MAX + " s, see "
                        + data.getFileName() + ".start.txt in target");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Per cent of one core; the launcher has become the server by exec, so one process is all. */
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

    private static void requireAnswer(Path launcher, Path data) throws Exception {
        Process status = start(launcher, data, "status");
        if (!status.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS) || status.exitValue() != 0) {
            status.destroyForcibly();
            throw new WrongAnswerException("the server did not answer `status` after it had idled");
        }
    }

    private static void stop(Path launcher, Path data, Process server) throws Exception {
        if (server.isAlive()) {
            Process stop = start(launcher, data, "stop");
            stop.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS);
            if (!server.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
