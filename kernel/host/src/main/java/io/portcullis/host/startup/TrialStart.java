package io.portcullis.host.startup;

import io.portcullis.host.config.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A start of this installation that nobody else notices: its own settings, data folder and free port, nothing traded. It is
 * ended as soon as it was ready and has kept its rules.
 */
final class TrialStart {
    private static final String READY = "ready on ";
    private static final List<String> AS_THEY_ARE = List.of("lib", "plugins", "rules", "routes");
    private static final long STOP_SECONDS_MAX = 60;

    private TrialStart() {}

    /** Writes the classes that a start loads to {@code list}. */
    static void listClasses(Home home, Path scratch, Path data, Path list) throws IOException {
        Path root = Files.createDirectories(scratch.resolve("portcullis"));
        for (String folder : AS_THEY_ARE) {
            Files.createSymbolicLink(
                    root.resolve(folder), home.root().resolve(folder).toRealPath());
        }
        copySettings(home.etc(), root.resolve("etc"));
        Path errors = scratch.resolve("trial.txt");
        Process server = ChildJvm.start(
                errors,
                List.of(
                        "-XX:TieredStopAtLevel=1", // it is over before the second compiler would pay
                        "-XX:DumpLoadedClassList=" + list,
                        "-D" + Home.PROPERTY + "=" + root),
                List.of("io.portcullis.host.Main", "start", "--profile", "dev", "--data", data.toString()));
        try {
            awaitReady(server, errors);
            CompiledRules.awaitIn(data, server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            stop(server);
        }
    }

    private static void copySettings(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Path server = to.resolve("server.cfg");
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(server)) {
            settings.load(reader);
        }
        settings.setProperty("http.port", "0");
        try (var writer = Files.newBufferedWriter(server)) {
            settings.store(writer, null);
        }
    }

    private static void awaitReady(Process server, Path errors) throws IOException {
        var said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                return;
            }
        }
        throw new IOException(
                "the server did not start: " + Files.readString(errors).strip());
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
