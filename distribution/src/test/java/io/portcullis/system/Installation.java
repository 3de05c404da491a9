package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.Main;
import io.portcullis.host.cli.Terminal;
import io.portcullis.host.config.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the distribution that a test may edit, with a data folder of its own. Whatever was started from it is gone when it is
 * closed, and when the test's own process ends.
 */
final class Installation implements AutoCloseable {
    private static final Path BUILT = Path.of("target", "portcullis").toAbsolutePath();
    /** A data folder of which the build's {@code portcullis prepare} made nothing but the compiled rules. */
    private static final Path PREPARED_DATA = Path.of("target", "prepared-data").toAbsolutePath();
    /** What the build adds for tests that judge no times; empty for those that do. */
    private static final String SERVER_OPTIONS = System.getProperty("test.server.options", "");

    private static final long COMMAND_SECONDS_MAX = 120;

    private final Path root;
    private final Path data;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private int outputs;

    private Installation(Path root, Path data) {
        this.root = root;
        this.data = data;
        if (!SERVER_OPTIONS.isBlank()) {
            environment.put("PORTCULLIS_OPTS", SERVER_OPTIONS);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A copy in which every server picks a free port. */
    static Installation copy(Path folder) throws IOException {
        return copy(folder, folder.resolve("data"));
    }

    /** The same, with the data folder somewhere else. */
    static Installation copy(Path folder, Path data) throws IOException {
        assertThat(BUILT)
                .as("the assembled distribution: run mvn package first")
                .isDirectory();
        Path root = folder.resolve("portcullis");
        copyTree(BUILT, root);
        Installation copy = new Installation(root, data);
        copy.prepareData();
        copy.set("etc/server.cfg", "http.port", "0");
        // Evaluations are timed by the wall clock; a machine that builds something else at the same time is no stalled
        // engine.
        copy.set("etc/server.cfg", "watchdog.dev.millis", "20000");
        copy.set("etc/server.cfg", "watchdog.millis", "20000");
        copy.set("etc/server.cfg", "plugins.start.millis", "30000");
        copy.liftRepeats();
        return copy;
    }

    /** Rules that are as they were shipped need not be compiled by the first server of each test. */
    private void prepareData() throws IOException {
        if (Files.isDirectory(PREPARED_DATA)) {
            try (Stream<Path> files = Files.walk(PREPARED_DATA)) {
                for (Path file : files.toList()) {
                    Path copy = data.resolve(PREPARED_DATA.relativize(file).toString());
                    if (!Files.isDirectory(copy)) {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
    }

    /** Whatever trades is what the test asks for: agents would buy and sell its names meanwhile. */
    void dismissAgents() throws IOException {
        try (Stream<Path> plugins = Files.list(root.resolve("plugins"))) {
            for (Path agent : plugins.filter(
                            each -> each.getFileName().toString().startsWith("agent-"))
                    .toList()) {
                Files.delete(agent);
            }
        }
    }

    /** As if nothing had been prepared: the next server compiles its rules. */
    void forgetCompiledRules() throws IOException {
        Files.deleteIfExists(data.resolve("packs.key"));
        for (Path file : compiledRules()) {
            Files.delete(file);
        }
    }

    /** What a restart need not compile. */
    List<Path> compiledRules() throws IOException {
        Path folder = data.resolve("content/packs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]+"))
                    .toList();
        }
    }

    /** Tests ask for the same order again and again, as no sender in its senses does. */
    private void liftRepeats() throws IOException {
        Path limits = root.resolve("rules/portfolio/limits.csv");
        String rows = Files.readString(limits);
        assertThat(rows).contains("repeats-max,global,2,count");
        Files.writeString(limits, rows.replace("repeats-max,global,2,count", "repeats-max,global,1000000,count"));
    }

    /** One that is there already, as it is. */
    static Installation at(Path root, Path data) {
        return new Installation(root, data);
    }

    static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(from.resolve("lib"))) {
                    // 100 MB that nobody edits
                    Files.createSymbolicLink(to.resolve("lib"), folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (folder.equals(from.resolve("data"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                Files.copy(file, copy);
                assertThat(copy.toFile().setExecutable(Files.isExecutable(file)))
                        .isTrue();
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path root() {
        return root;
    }

    Path data() {
        return data;
    }

    /** Sets one key of a properties file. */
    void set(String file, String key, String value) throws IOException {
        Path path = root.resolve(file);
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        lines.removeIf(line -> line.matches("\\s*" + key.replace(".", "\\.") + "\\s*=.*"));
        lines.add(key + " = " + value);
        Files.write(path, lines);
    }

    /** Sets an environment variable of whatever is started from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Starts a server and does not wait for it. */
    Server start(String... options) {
        List<String> words = new ArrayList<>(List.of("start", "--data", data.toString()));
        words.addAll(Arrays.asList(options));
        long startedNanos = System.nanoTime();
        return new Server(launch(words), data, startedNanos);
    }

    /** Starts the venue as a process and waits until it listens. */
    VenueSim venueSim(Path journal, long seed) {
        Running running = launch(
                List.of("venue-sim", "--port", "0", "--journal", journal.toString(), "--seed", "" + seed, "--json"));
        return new VenueSim(running, journal);
    }

    /** Begins a command and does not wait for its end. */
    Running begin(String... arguments) {
        return launch(Arrays.asList(arguments));
    }

    /** Runs a command to its end; {@code --data} is for the caller to give. */
    Outcome run(String... arguments) {
        Running running = launch(Arrays.asList(arguments));
        try {
            boolean ended = running.process().waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(ended)
                    .as("%s ends within %d s", String.join(" ", arguments), COMMAND_SECONDS_MAX)
                    .isTrue();
            return new Outcome(
                    running.process().exitValue(), Files.readString(running.out()), Files.readString(running.err()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            running.process().destroyForcibly();
        }
    }

    /**
     * Runs a command to its end in this process, by the entry that bin/portcullis has: for the many whose answer is asked for and
     * whose script, flags and exit are not. A JVM of its own costs a command two seconds of a processor.
     */
    Outcome runHere(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String former = System.setProperty(Home.PROPERTY, root.toString());
        try (PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream complained = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int status = Main.run(new Terminal(said, complained, false), arguments);
            return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            if (former == null) {
                System.clearProperty(Home.PROPERTY);
            } else {
                System.setProperty(Home.PROPERTY, former);
            }
        }
    }

    /**
     * What a command left.
     *
     * @param status its exit code
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int status, String out, String err) {}

    /**
     * A process and where it writes.
     *
     * @param process the Java process itself: the launcher becomes it
     * @param out standard output
     * @param err standard error
     */
    record Running(Process process, Path out, Path err) {}

    private Running launch(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("bin").resolve("portcullis").toString());
        command.addAll(arguments);
        try {
            Path folder = Files.createDirectories(root.resolve("outputs"));
            int number = ++outputs;
            Path out = folder.resolve(number + ".out");
            Path err = folder.resolve(number + ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(root.getParent().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            processes.add(process);
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.onExit().join();
        }
        unlinkLibraries();
    }

    /** The link only: whoever deletes the folder next must not think of what it points at. */
    private void unlinkLibraries() {
        Path lib = root.resolve("lib");
        try {
            if (Files.isSymbolicLink(lib)) {
                Files.delete(lib);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
