package io.portcullis.benchmarks.opportunities;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.policy.gate.PackCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opportunities built by one thread, the gate for those that become orders included, per second of its processor time: what
 * one core of its own would do, whoever else is on the machine. The collector's and the compiler's threads are not counted.
 */
public final class OpportunityRate implements Measurement {
    private static final long SEED = 20_261_122;
    private static final int[] INSTRUMENTS = {500, 2_000};
    private static final int[] AGENTS = {1, 2, 4, 8, 12};
    private static final int INSTANTS = 6;
    private static final long WARM_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long TIMED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long WALL_NANOS_MAX = TimeUnit.SECONDS.toNanos(8);
    private static final double NANOS_PER_SECOND = 1e9;

    private final PackCompiler compiler;
    private final int instruments;
    private final int agents;

    private OpportunityRate(PackCompiler compiler, int instruments, int agents) {
        this.compiler = compiler;
        this.instruments = instruments;
        this.agents = agents;
    }

    /** One measurement for each number of instruments and agents; they share a compiler, whose thread ends by itself. */
    public static List<Measurement> all() {
        PackCompiler compiler = new PackCompiler();
        List<Measurement> all = new ArrayList<>();
        for (int instruments : INSTRUMENTS) {
            for (int agents : AGENTS) {
                all.add(new OpportunityRate(compiler, instruments, agents));
            }
        }
        return all;
    }

    @Override
    public String name() {
        return "opportunities";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Market market = new Market(instruments, SEED);
        Signals signals = new Signals(market, agents, INSTANTS, SEED);
        try (Instants instants = new Instants(compiler, market, signals)) {
            for (int i = 0; i < signals.count(); i++) {
                instants.nextChecked();
            }
            run(instants, WARM_NANOS);
            long built = instants.opportunities();
            long decided = instants.decisions();
            double seconds = run(instants, TIMED_NANOS) / NANOS_PER_SECOND;
            built = instants.opportunities() - built;
            decided = instants.decisions() - decided;
            instants.requireSound();
            String name = "opportunities." + instruments + "x" + agents;
            return List.of(
                    Taken.of(Figure.number(name, built / seconds, "1/cpus", built, load1)),
                    Taken.of(Figure.number(name + ".orders", decided / seconds, "1/cpus", decided, load1)));
        }
    }

    /** Runs for so much processor time of this thread and returns how much it was; a busy machine may end it earlier. */
    private static long run(Instants instants, long cpuNanos) {
        long deadline = System.nanoTime() + WALL_NANOS_MAX;
        long start = Machine.cpuNanos();
        do {
            instants.next();
        } while (Machine.cpuNanos() - start < cpuNanos && System.nanoTime() - deadline < 0);
        return Machine.cpuNanos() - start;
    }
}
