package io.portcullis.benchmarks;

import io.portcullis.benchmarks.figure.Figures;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.gate.GateComparison;
import io.portcullis.benchmarks.gate.GateMicro;
import io.portcullis.benchmarks.idle.IdleServer;
import io.portcullis.benchmarks.opportunities.OpportunityRate;
import io.portcullis.benchmarks.orders.OrderRoundTrip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Takes the figures and writes target/benchmarks.json. Arguments: the names of the measurements, none for all. */
public final class Benchmarks {
    /** Repetitions under less load begin no later than this, so that the whole takes no more than five minutes. */
    private static final long REPEAT_SECONDS_MAX = 200;

    private static final Path FOLDER = Path.of("target");

    private Benchmarks() {}

    /** Runs and exits with 1 when there is no figure at all. */
    public static void main(String[] arguments) throws Exception {
        Set<String> wanted = new TreeSet<>(List.of(String.join(",", arguments).split("[, ]+")));
        wanted.remove("");
        long begun = System.nanoTime();
        String jvm = Machine.jvm();
        System.out.println(jvm);
        Figures figures = new Figures(System.out, Machine::load1);
        figures.printHead();
        for (Measurement each : measurements()) {
            if (wanted.isEmpty() || wanted.contains(each.name())) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
                figures.take(each, command(each), seconds < REPEAT_SECONDS_MAX);
            }
        }
        figures.write(FOLDER, "benchmarks", jvm);
        if (figures.figures().isEmpty()) {
            System.exit(1);
        }
    }

    /** What needs the quietest machine comes last: by then the build's own load has worn off. */
    private static List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(List.of(new GateComparison(), new GateMicro()));
        all.addAll(OpportunityRate.all());
        all.addAll(List.of(new IdleServer(), OrderRoundTrip.power(), OrderRoundTrip.process()));
        return all;
    }

    private static String command(Measurement measurement) {
        return "mvn -B -ntp -Pbench -pl kernel/benchmarks -am verify -Dbench=" + measurement.name();
    }
}
