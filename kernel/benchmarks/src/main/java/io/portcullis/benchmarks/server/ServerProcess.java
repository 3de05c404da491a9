package io.portcullis.benchmarks.server;

import io.portcullis.benchmarks.figure.NotMeasuredException;
import io.portcullis.benchmarks.scene.Pack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code bin/portcullis start --profile dev --market none} out of a copy of the assembled distribution that takes a free port. */
final class ServerProcess implements AutoCloseable {
    private static final String BUILT = "distribution/target/portcullis";
    private static final long READY_SECONDS_MAX = 120;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d+)");
    private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data;
    private final Path output;
    private final Process process;
    private final long startedNanos;
    private URI base;
    private String token;

    private ServerProcess(Path home, Path data) throws IOException {
        this.data = data;
        this.output = data.resolveSibling(data.getFileName() + ".start.txt");
        String launcher = home.resolve("bin/portcullis").toString();
        ProcessBuilder builder = new ProcessBuilder(
                launcher, "start", "--profile", "dev", "--market", "none", "--data", data.toString());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        startedNanos = System.nanoTime();
        process = builder.start();
    }

    /** A folder to start servers in. */
    static Path home(Path folder) throws IOException, NotMeasuredException {
        Path built = Pack.repository().resolve(BUILT);
        if (!Files.isExecutable(built.resolve("bin/portcullis"))) {
            throw new NotMeasuredException(BUILT + " is not there; assemble it first with: mvn -B -ntp -Pfast package");
        }
        Path home = folder.resolve("home");
        List<Path> files;
        try (Stream<Path> found = Files.walk(built)) {
            files = found.filter(file -> !file.startsWith(built.resolve("data")))
                    .toList();
        }
        for (Path file : files) {
            Path copy = home.resolve(built.relativize(file));
            if (file.startsWith(built.resolve("lib")) && Files.isRegularFile(file)) {
                Files.createLink(copy, file); // 130 MB that nobody edits
            } else {
                Files.copy(file, copy);
            }
        }
        Path settings = home.resolve("etc/server.cfg");
        List<String> lines = new ArrayList<>(Files.readAllLines(settings));
        lines.replaceAll(line -> line.startsWith("http.port") ? "http.port = 0" : line);
        Files.write(settings, lines);
        return home;
    }

    /** One on which {@code portcullis prepare} was run, as the guide says to do after an installation. */
    static Path preparedHome(Path folder) throws IOException, InterruptedException, NotMeasuredException {
        Path home = home(folder);
        Path output = folder.resolve("prepare.txt");
        Process prepare = new ProcessBuilder(home.resolve("bin/portcullis").toString(), "prepare")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (prepare.waitFor() != 0) {
            throw new NotMeasuredException("portcullis prepare failed: " + Files.readString(output));
        }
        return home;
    }

    /** Starts one on a data folder; the launcher becomes the server by exec, so one process is all. */
    static ServerProcess start(Path home, Path data) throws IOException {
        return new ServerProcess(home, data.toAbsolutePath());
    }

    /** {@link System#nanoTime()} just before its process was made. */
    long startedNanos() {
        return startedNanos;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until it says where it listens. */
    void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the server was not ready within " + READY_SECONDS_MAX + " s: " + said());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        token = Files.readString(data.resolve("admin.token")).strip();
    }

    /** A file of a process before it may still be there. */
    private boolean listens() throws IOException {
        Path file = data.resolve("server.json");
        if (!Files.exists(file)) {
            return false;
        }
        String text = Files.readString(file);
        Matcher port = PORT.matcher(text);
        Matcher pid = PID.matcher(text);
        if (!port.find() || !pid.find() || Long.parseLong(pid.group(1)) != process.pid()) {
            return false;
        }
        base = URI.create("http://127.0.0.1:" + port.group(1));
        return true;
    }

    /** What it printed. */
    String said() throws IOException {
        return Files.readString(output);
    }

    String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(READY_SECONDS_MAX))
                .header("Authorization", "Bearer " + token);
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** kill -9, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Deletes a folder with everything in it. */
    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
