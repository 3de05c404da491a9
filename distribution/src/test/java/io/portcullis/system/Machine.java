package io.portcullis.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of the machine somebody else has used since this was made. Times are held against their bounds only while the machine
 * is ours; on a machine that builds something else they are printed and not judged. Counts are judged always.
 */
final class Machine {
    private static final double FOREIGN_MAX = 0.20;
    /** Of /proc/stat's line: user, nice, system, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private static final int[] IDLE = {4, 5};
    /** Of /proc/PID/stat behind the name: utime, stime, and those of children that have ended. */
    private static final int[] OWN = {11, 12, 13, 14};

    private final long busyAtStart = busy();
    private final long allAtStart = all();
    private final long ownAtStart = own();

    /** The share of all cores that other processes have used, from 0 to 1; 0 where the system does not say. */
    double foreign() {
        long all = all() - allAtStart;
        long foreign = busy() - busyAtStart - (own() - ownAtStart);
        return all <= 0 ? 0 : Math.max(0, Math.min(1, (double) foreign / all));
    }

    /** Whether times count. */
    boolean isOurs() {
        return foreign() <= FOREIGN_MAX;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "load average %.1f on %d cores, %.0f %% of them used by others",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                100 * foreign());
    }

    private static long busy() {
        return sum(firstLine(Path.of("/proc/stat")), BUSY);
    }

    private static long all() {
        return busy() + sum(firstLine(Path.of("/proc/stat")), IDLE);
    }

    private static long own() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(Machine::ofProcess)
                .sum();
    }

    private static long ofProcess(ProcessHandle process) {
        String line = firstLine(Path.of("/proc", "" + process.pid(), "stat"));
        // the name, in brackets, may hold spaces
        return sum(line.substring(line.lastIndexOf(')') + 1).strip(), OWN);
    }

    private static long sum(String line, int[] places) {
        String[] words = line.split("\\s+");
        boolean known = words.length > places[places.length - 1];
        return known
                ? IntStream.of(places)
                        .mapToLong(place -> Long.parseLong(words[place]))
                        .sum()
                : 0;
    }

    /** Empty where there is no such file, or the process has just ended. */
    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}
