package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a stranger gets it: unpacked, its demo run, the report looked at, the log replayed and tampered with. */
class ZipIT {
    private static final String NAME = "zip";
    private static final double DEMO_SECONDS_MAX = 180;
    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<String> KEYS = List.of(
            "bars",
            "signals",
            "opportunities",
            "ordersSubmitted",
            "ordersDenied",
            "deniedByRule",
            "fills",
            "trades",
            "wins",
            "winRate",
            "expectancyBps",
            "netPnl",
            "maxDrawdown",
            "sharpe",
            "turnover",
            "meanGrossExposure",
            "stateHash",
            "wallSeconds",
            "equalWeight");

    @TempDir
    private Path folder;

    @Test
    void shouldRunTheDemoFromTheUnpackedZipAndReplayToTheSameState() throws Exception {
        Path root = unzip();
        Path out = folder.resolve("out");
        try (Installation installation = Installation.at(root, folder.resolve("data"))) {
            Machine machine = new Machine();
            long started = System.nanoTime();
            var demo = installation.run("demo", "--out", out.toString());
            double seconds = (System.nanoTime() - started) / 1e9;
            Report.line(NAME, "demo: exit %d in %.1f s; %s", demo.status(), seconds, machine);
            assertThat(demo.status()).as(demo.err()).isZero();
            boolean pass = seconds < DEMO_SECONDS_MAX || !machine.isOurs();
            CampaignLog.record(NAME + ".demo.seconds", 0, 1, seconds, pass);
            assertThat(pass).as("%.1f s", seconds).isTrue();

            JsonNode summary = Door.json(Files.readString(out.resolve("summary.json")));
            KEYS.forEach(key ->
                    assertThat(summary.has(key)).as("summary.json has %s", key).isTrue());
            assertThat(summary.path("fills").asInt()).isPositive();
            assertThat(summary.path("ordersDenied").asInt()).isPositive();
            assertThat(summary.path("equalWeight").has("totalReturn")).isTrue();
            assertThat(summary.path("equalWeight").has("maxDrawdown")).isTrue();

            var replay = installation.run(
                    "replay",
                    "--verify",
                    "--json",
                    "--data",
                    out.resolve("data").toString());
            assertThat(replay.status()).as(replay.err()).isZero();
            assertThat(Door.json(replay.out()).path("stateHash").asText())
                    .isEqualTo(summary.path("stateHash").asText());
            new TamperDrill(root, out.resolve("data"), Files.createDirectory(folder.resolve("tampered")))
                    .run(installation);
        }
        lookAt(out.resolve("report.html"));
    }

    private Path unzip() throws IOException {
        Path zip;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            zip = files.filter(file -> file.getFileName().toString().matches("portcullis-.*\\.zip"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no zip in target: run mvn package first"));
        }
        Path into = Files.createDirectories(folder.resolve("unzipped"));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                assertThat(target).startsWithRaw(into);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = file.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
        Path root;
        try (Stream<Path> tops = Files.list(into)) {
            root = tops.findFirst().orElseThrow();
        }
        // Java's zip does not know of permissions; every unzip does
        assertThat(root.resolve("bin/portcullis").toFile().setExecutable(true)).isTrue();
        return root;
    }

    private void lookAt(Path report) throws IOException, InterruptedException {
        assertThat(Files.readString(report))
                .doesNotContain("http://", "https://")
                .contains("</html>");
        var browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
        if (browser.isEmpty()) {
            // all that was shown before counts, so this is no reason to call the test skipped
            Report.line(NAME, "no Chromium on this machine: the report was not opened in a browser");
            return;
        }
        Path dom = folder.resolve("dom.html");
        Path complaints = folder.resolve("browser.log");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--dump-dom",
                        report.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("the browser ends")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readString(dom)).contains("<svg", "Drawdown");
            assertThat(Files.readString(complaints)).doesNotContain("CONSOLE");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
