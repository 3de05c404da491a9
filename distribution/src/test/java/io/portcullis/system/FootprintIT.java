package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product takes of a machine when there is nothing to do, and what its demo takes at most. Linux: it reads /proc. */
@Tag("campaign")
class FootprintIT {
    private static final String NAME = "footprint";
    private static final long SETTLE_SECONDS = 20;
    private static final long WATCHED_SECONDS = 60;
    private static final double IDLE_PERCENT_MAX = 15;
    private static final double HEAP_GIB_MAX = 1;
    private static final long DEMO_MINUTES_MAX = 5;
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([kmg])", Pattern.CASE_INSENSITIVE);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double KIB_PER_GIB = 1 << 20;

    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void open() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "not run: there is no /proc here");
        installation = Installation.copy(folder);
    }

    @AfterEach
    void close() {
        if (installation != null) {
            installation.close();
        }
    }

    /** Ticks of a processor that others use are not counted against it, so this needs no quiet machine. */
    @Test
    void shouldLeaveTheProcessorAloneWhenNothingHappens() throws Exception {
        Server server = installation.start("--profile", "prod", "--market", "none");
        Door door = server.door();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS); // the compilers' work of the start is not what is asked for
        Duration before = used(server);
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(WATCHED_SECONDS);
        double percent = 100.0 * used(server).minus(before).toNanos() / (System.nanoTime() - began);
        assertThat(door.get("/v1/status").path("phase").asText())
                .as("it is still there")
                .isNotEmpty();
        server.stop(door);
        boolean pass = percent < IDLE_PERCENT_MAX;
        Report.line(NAME, "idle in prod: %.1f %% of one core (< %.0f)", percent, IDLE_PERCENT_MAX);
        CampaignLog.record(NAME + ".idle.percent", 0, WATCHED_SECONDS, percent, pass);
        assertThat(pass).as("%.1f %% of one core", percent).isTrue();
    }

    /** utime and stime of /proc/PID/stat. */
    private static Duration used(Server server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    @Test
    void shouldRunTheDemoInAGibibyteOfHeap() throws Exception {
        Installation.Running demo =
                installation.begin("demo", "--out", folder.resolve("out").toString());
        double heapGib = 0;
        double peakGib = 0;
        while (!demo.process().waitFor(200, TimeUnit.MILLISECONDS)) {
            heapGib = Math.max(heapGib, heapGib(proc(demo, "cmdline")));
            peakGib = Math.max(peakGib, peakGib(proc(demo, "status")));
            Duration runs =
                    Duration.between(demo.process().info().startInstant().orElseThrow(), Instant.now());
            assertThat(runs).as("the demo ends").isLessThan(Duration.ofMinutes(DEMO_MINUTES_MAX));
        }
        Report.line(NAME, "demo: heap at most %.2f GiB (<= 1), whole process %.2f GiB at its peak", heapGib, peakGib);
        boolean pass = demo.process().exitValue() == 0 && heapGib > 0 && heapGib <= HEAP_GIB_MAX;
        CampaignLog.record(NAME + ".demo.heap.gib", 0, 1, heapGib, pass);
        assertThat(demo.process().exitValue()).as(Files.readString(demo.err())).isZero();
        assertThat(heapGib).as("-Xmx of the demo").isPositive().isLessThanOrEqualTo(HEAP_GIB_MAX);
    }

    /** Empty once the process has gone. */
    private static String proc(Installation.Running running, String file) {
        try {
            return Files.readString(Path.of("/proc", "" + running.process().pid(), file));
        } catch (IOException e) {
            return "";
        }
    }

    /** The last -Xmx wins; 0 before the launcher has become the Java process. */
    private static double heapGib(String commandLine) {
        return Stream.of(commandLine.split("\0"))
                .map(HEAP::matcher)
                .filter(Matcher::matches)
                .mapToDouble(option -> Long.parseLong(option.group(1)) * kibibytes(option.group(2)) / KIB_PER_GIB)
                .reduce(0, (former, last) -> last);
    }

    private static double kibibytes(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k" -> 1;
            case "m" -> 1 << 10;
            default -> 1 << 20;
        };
    }

    private static double peakGib(String status) {
        Matcher peak = PEAK.matcher(status);
        return peak.find() ? Long.parseLong(peak.group(1)) / KIB_PER_GIB : 0;
    }
}
