package io.portcullis.benchmarks.figure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The figures of a run: taken one after the other, printed as a table, written as JSON with the histograms beside it. */
public final class Figures {
    /** Above it somebody else needs a core that we are measuring on. */
    private static final double LOAD_MAX = 2;

    private static final int TRIES_MAX = 2;

    private final PrintStream out;
    private final DoubleSupplier load;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private boolean failed;

    private record Row(Taken taken, String command) {}

    /** Figures that are printed as they come. */
    public Figures(PrintStream out, DoubleSupplier load) {
        this.out = out;
        this.load = load;
    }

    /**
     * Takes a measurement; once more when the load was above 2 and there is time, keeping the one under less load. The choice
     * never looks at the figures.
     */
    public void take(Measurement measurement, String command, boolean mayRepeat) {
        List<Taken> best = List.of();
        double bestLoad = Double.POSITIVE_INFINITY;
        for (int i = 0; i < (mayRepeat ? TRIES_MAX : 1) && bestLoad > LOAD_MAX; i++) {
            double load1 = load.getAsDouble();
            try {
                List<Taken> taken = measurement.take(load1);
                if (load1 < bestLoad) {
                    best = taken;
                    bestLoad = load1;
                }
            } catch (NotMeasuredException e) {
                gap(measurement.name() + ": " + e.getMessage());
                return;
            } catch (Exception e) {
                failed = true;
                gap(measurement.name() + ": " + e);
                return;
            }
        }
        best.forEach(taken -> add(taken, command));
    }

    /** Says that something was not measured, and why. */
    public void gap(String what) {
        gaps.add(what);
        out.println("NOT MEASURED " + what);
    }

    private void add(Taken taken, String command) {
        rows.add(new Row(taken, command));
        out.println(line(taken.figure()));
    }

    /** True when a measurement gave a wrong answer or broke; the others count all the same. */
    public boolean failed() {
        return failed;
    }

    /** What could not be measured, and why. */
    public List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** The rows so far. */
    public List<Figure> figures() {
        return rows.stream().map(row -> row.taken.figure()).toList();
    }

    /** The head of the table. */
    public void printHead() {
        out.printf(
                "%-34s %10s %-6s %9s %9s %9s %8s %5s %-8s %s%n",
                "name", "value", "unit", "p50", "p99", "p99.9", "samples", "load1", "durable", "against");
    }

    private static String line(Figure f) {
        String against = f.peer() == null ? "" : f.peer() + " " + number(f.peerValue()) + ", x" + number(f.ratio());
        return String.format(
                Locale.ROOT,
                "%-34s %10s %-6s %9s %9s %9s %8d %5.2f %-8s %s",
                f.name(),
                number(f.value()),
                f.unit(),
                number(f.p50()),
                number(f.p99()),
                number(f.p999()),
                f.samples(),
                f.load1(),
                f.durability() == null ? "-" : f.durability(),
                against);
    }

    private static String number(Double value) {
        if (value == null) {
            return "-";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3f", value);
    }

    /** Writes NAME.json and NAME.hlog into a folder. */
    public void write(Path folder, String name, String jvm) throws IOException {
        Files.createDirectories(folder);
        List<String> objects = rows.stream()
                .map(row -> Json.object(row.taken.figure(), row.command, jvm))
                .toList();
        Files.writeString(folder.resolve(name + ".json"), "[\n" + String.join(",\n", objects) + "\n]\n");
        try (PrintStream file =
                new PrintStream(Files.newOutputStream(folder.resolve(name + ".hlog")), false, "UTF-8")) {
            HistogramLogWriter log = new HistogramLogWriter(file);
            log.outputLogFormatVersion();
            log.outputComment("nanoseconds; the tag is the row's name and durability");
            log.outputLegend();
            rows.stream().filter(row -> row.taken.nanos() != null).forEach(row -> log(log, row.taken));
        }
    }

    private static void log(HistogramLogWriter log, Taken taken) {
        Histogram histogram = taken.nanos().copy();
        Figure figure = taken.figure();
        histogram.setTag(figure.durability() == null ? figure.name() : figure.name() + "/" + figure.durability());
        log.outputIntervalHistogram(histogram);
    }
}
