package io.portcullis.benchmarks;

import io.portcullis.benchmarks.agents.AgentRate;
import io.portcullis.benchmarks.edits.PackEditing;
import io.portcullis.benchmarks.figure.Figures;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.gate.GateComparison;
import io.portcullis.benchmarks.gate.GateMicro;
import io.portcullis.benchmarks.opportunities.OpportunityRate;
import io.portcullis.benchmarks.orders.AfterPause;
import io.portcullis.benchmarks.orders.GatedRate;
import io.portcullis.benchmarks.orders.Kills;
import io.portcullis.benchmarks.orders.OpenLoop;
import io.portcullis.benchmarks.orders.OrderRoundTrip;
import io.portcullis.benchmarks.orders.PackSwaps;
import io.portcullis.benchmarks.orders.SustainedRate;
import io.portcullis.benchmarks.server.Explains;
import io.portcullis.benchmarks.server.IdleServer;
import io.portcullis.benchmarks.server.Restart;
import io.portcullis.benchmarks.streams.StreamRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Takes the figures and writes target/benchmarks.json. Arguments: the names of the measurements, none for all. */
public final class Benchmarks {
    /** Repetitions and beginnings no later than this, so that the whole takes less than fifteen minutes. */
    private static final long REPEAT_SECONDS_MAX = 150;

    private static final long BEGIN_SECONDS_MAX = 660;

    private static final Path FOLDER = Path.of("target");

    private Benchmarks() {}

    /** Runs; exits with 1 when something answered wrongly or failed, with 2 for a name that is none. */
    public static void main(String[] arguments) throws Exception {
        Set<String> wanted = new TreeSet<>(List.of(String.join(",", arguments).split("[, ]+")));
        wanted.remove("");
        List<Measurement> measurements = measurements();
        Set<String> known = measurements.stream().map(Measurement::name).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(wanted)) {
            System.err.println("bench must name some of " + known + ", got " + wanted);
            System.exit(2);
        }
        long begun = System.nanoTime();
        String jvm = Machine.jvm();
        System.out.println(jvm);
        Figures figures = new Figures(System.out, Machine::load1);
        figures.printHead();
        for (Measurement each : measurements) {
            if (wanted.isEmpty() || wanted.contains(each.name())) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
                if (seconds > BEGIN_SECONDS_MAX) {
                    figures.gap(each.name() + ": not begun, " + seconds + " s were over; ask for it alone");
                } else {
                    figures.take(each, command(each), seconds < REPEAT_SECONDS_MAX);
                }
            }
        }
        figures.write(FOLDER, "benchmarks", jvm);
        if (figures.failed()) {
            System.exit(1);
        }
    }

    /** What matters most first: on a busy machine the time is up before the last ones. */
    private static List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        all.add(GateComparison.shipped());
        all.add(GateComparison.generated());
        all.add(OrderRoundTrip.process());
        all.add(new OpenLoop());
        all.add(new GatedRate());
        all.add(new SustainedRate());
        all.add(OrderRoundTrip.power());
        all.add(new AfterPause());
        all.add(new Kills());
        all.add(new PackSwaps());
        all.add(new PackEditing());
        all.add(new AgentRate());
        all.add(new StreamRate());
        all.addAll(OpportunityRate.all());
        all.add(new Explains());
        all.add(new Restart());
        all.add(new IdleServer());
        all.add(new GateMicro());
        all.addAll(GateComparison.large());
        return all;
    }

    private static String command(Measurement measurement) {
        return "mvn -B -ntp -Pbench -pl kernel/benchmarks -am verify -Dbench=" + measurement.name();
    }
}
