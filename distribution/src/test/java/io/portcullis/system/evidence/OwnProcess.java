package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the assembled distribution as a process of its own, with what it took. */
final class OwnProcess {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private OwnProcess() {}

    /**
     * What it took.
     *
     * @param wallSeconds from its start to its end
     * @param peakMib the most memory that it ever had; 0 where the system does not say
     */
    record Took(double wallSeconds, double peakMib) {}

    /** Runs it to its end, which must be a good one. */
    static Took run(Path folder, String heap, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Runs.root()
                .resolve("distribution/target/portcullis/bin/portcullis")
                .toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PORTCULLIS_OPTS", "-Xmx" + heap);
        builder.directory(folder.toFile()).inheritIO();
        long started = System.nanoTime();
        Process process = builder.start();
        double peak = 0;
        Path status = Path.of("/proc/" + process.pid() + "/status");
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakMib(status));
        }
        assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
        return new Took((System.nanoTime() - started) / 1e9, peak);
    }

    private static double peakMib(Path status) {
        try {
            Matcher matcher = PEAK.matcher(Files.readString(status));
            return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024.0 : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
