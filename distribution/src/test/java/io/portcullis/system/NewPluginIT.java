package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code plugins new} as a stranger uses it: one plugin of each kind, built outside our tree by a Maven that may not use the
 * network, and taken up by a server that runs.
 */
class NewPluginIT {
    private static final String NAME = "night-shift";
    private static final String REPORT = "new-plugin";
    private static final long BUILD_SECONDS_MAX = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void shouldBuildPassItsContractAndLoad() throws Exception {
        begin(List.of("agent"));
    }

    @Test
    @Tag("campaign")
    void shouldBuildPassItsContractAndLoadOfEachKind() throws Exception {
        begin(List.of("agent", "venue", "connector"));
    }

    private void begin(List<String> kinds) throws Exception {
        String maven = System.getProperty("test.maven.home");
        assumeTrue(maven != null, "not run: no Maven is known outside of a Maven build");
        Path projects = folder.resolve("projects");
        try (Installation installation = Installation.copy(folder)) {
            for (String kind : kinds) {
                generate(installation, kind, projects);
            }
            build(Path.of(maven, "bin", "mvn"), projects, kinds);
            Server server = installation.start("--profile", "dev", "--market", "generated");
            Door door = server.door();
            Path plugins = Files.createDirectories(installation.data().resolve("plugins"));
            for (String kind : kinds.subList(1, kinds.size())) {
                Files.copy(jar(projects, kind), plugins.resolve(kind + "-night-shift-0.1.0.jar"));
            }
            var installed = installation.run(
                    "plugins",
                    "install",
                    jar(projects, "agent").toString(),
                    "--data",
                    installation.data().toString());
            assertThat(installed.status()).as(installed.out() + installed.err()).isZero();
            for (String kind : kinds) {
                Awaitility.await(kind)
                        .atMost(PATIENCE)
                        .until(() -> state(door, kind).equals("ACTIVE"));
            }
            Awaitility.await("asked")
                    .atMost(PATIENCE)
                    .until(() -> door.get("/v1/status")
                            .path("agents")
                            .path(NAME)
                            .asText()
                            .equals("active"));
            server.stop(door);
        }
    }

    private static void generate(Installation installation, String kind, Path projects) {
        String[] words = {"plugins", "new", kind, NAME, "--out", projects.toString(), "--json"};
        var made = kind.equals("agent") ? installation.run(words) : installation.runHere(words);
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(Door.json(made.out()).path("folder").asText())
                .isEqualTo(projects.resolve(kind + "-" + NAME).toString());
    }

    /** All in one go: the projects do not know of each other, nor of the pom that lists them. */
    private void build(Path mvn, Path projects, List<String> kinds) throws IOException, InterruptedException {
        StringBuilder modules = new StringBuilder();
        for (String kind : kinds) {
            modules.append("<module>").append(kind).append('-').append(NAME).append("</module>");
        }
        Files.writeString(
                projects.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>all</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
        Path log = folder.resolve("maven.log");
        long started = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(
                        mvn.toString(),
                        "-B",
                        "-o",
                        "-q",
                        "-Dmaven.repo.local=" + System.getProperty("test.maven.repository"),
                        "verify")
                .directory(projects.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(BUILD_SECONDS_MAX, TimeUnit.SECONDS))
                    .as("built within %d s", BUILD_SECONDS_MAX)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        Report.line(REPORT, "%s built in %.1f s", kinds, (System.nanoTime() - started) / 1e9);
        for (String kind : kinds) {
            Path report = projects.resolve(kind + "-" + NAME)
                    .resolve("target/surefire-reports/com.example." + kind + ".nightshift.NightShiftContractTest.txt");
            assertThat(Files.readString(report)).contains("Failures: 0, Errors: 0, Skipped: 0");
        }
    }

    private static Path jar(Path projects, String kind) {
        String name = kind + "-" + NAME;
        return projects.resolve(name).resolve("target").resolve(name + "-0.1.0.jar");
    }

    private static String state(Door door, String kind) {
        for (JsonNode plugin : door.get("/v1/plugins").path("plugins")) {
            if (plugin.path("name").asText().equals(kind + "-" + NAME)) {
                return plugin.path("state").asText();
            }
        }
        return "none";
    }
}
