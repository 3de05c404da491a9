package io.portcullis.benchmarks.peer;

import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * exchange-core 0.5.3 next to us: the round trip of an order through its risk check and its matching, closed loop, in a process of
 * its own with the flags that its libraries need. Its journal is opened for synchronous writing ({@code rwd}), so it compares with
 * our {@code power}; without a journal it keeps nothing, and there is nothing of ours like it.
 */
public final class ExchangeCorePeer {
    private static final long SECONDS_MAX = 120;

    /** What its libraries reach for on a Java 17; ours (Aeron's agrona, which it shares) needs the first one. */
    private static final List<String> FLAGS = List.of(
            "-Xms256m",
            "-Xmx1g",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    private ExchangeCorePeer() {}

    /** What it does with its commands. */
    public enum Keeping {
        /** Nothing is written. */
        MEMORY(30_000, 100_000),
        /** Each is in its journal before it is answered. */
        JOURNAL(5_000, 30_000);

        private final int warmOrders;
        private final int timedOrders;

        Keeping(int warmOrders, int timedOrders) {
            this.warmOrders = warmOrders;
            this.timedOrders = timedOrders;
        }
    }

    /** Measures it; every answer is checked by its process. */
    public static Taken take(Keeping keeping, double load1) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "exchange-core");
        try {
            // its default configuration writes to ./dumps, which it does not make
            Files.createDirectories(folder.resolve("dumps"));
            String name = "exchange-core." + keeping.name().toLowerCase(Locale.ROOT);
            return Taken.latency(name, histogram(run(folder, keeping)), load1);
        } finally {
            delete(folder);
        }
    }

    private static List<String> run(Path folder, Keeping keeping) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), ExchangeCoreProcess.class.getName()));
        command.addAll(List.of(
                keeping.name().toLowerCase(Locale.ROOT), "" + keeping.warmOrders, "" + keeping.timedOrders, "20"));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("exchange-core did not end within " + SECONDS_MAX + " s");
        }
        List<String> lines = Files.readAllLines(output);
        if (process.exitValue() != 0) {
            throw new WrongAnswerException("exchange-core ended with " + process.exitValue() + ": " + lines);
        }
        return lines;
    }

    /** The process runs elsewhere. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(separator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }

    private static Histogram histogram(List<String> lines) throws WrongAnswerException {
        for (String line : lines) {
            if (line.startsWith(ExchangeCoreProcess.PREFIX)) {
                byte[] bytes = Base64.getDecoder().decode(line.substring(ExchangeCoreProcess.PREFIX.length()));
                return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
            }
        }
        throw new WrongAnswerException("exchange-core printed no histogram: " + lines);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
