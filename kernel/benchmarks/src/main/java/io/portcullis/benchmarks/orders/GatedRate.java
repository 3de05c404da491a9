package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.policy.gate.PackCompiler;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders through gate and books without anything around them: no log, no venue's thread. Asked for, judged by the class of the rules,
 * decided with its evidence, accepted, filled and booked, per second of one thread's processor time: what the engine's thread could do if
 * recording cost it nothing.
 */
public final class GatedRate implements Measurement {
    private static final int BATCH = 10_000;
    private static final int WARM_BATCHES = 60;
    private static final int TIMED_BATCHES = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "orders-gated";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        try (PackCompiler compiler = new PackCompiler();
                LogFreeNode node = new LogFreeNode(compiler)) {
            run(node, WARM_BATCHES);
            long nanos = run(node, TIMED_BATCHES);
            node.requireSound();
            int orders = TIMED_BATCHES * BATCH;
            return List.of(Taken.of(
                    Figure.number("orders.gated", orders / (nanos / NANOS_PER_SECOND), "1/cpus", orders, load1)));
        }
    }

    private static long run(LogFreeNode node, int batches) {
        long nanos = 0;
        for (int i = 0; i < batches; i++) {
            List<OrderStream.Question> questions = new ArrayList<>(BATCH);
            for (int n = 0; n < BATCH; n++) {
                questions.add(node.next());
            }
            node.refresh();
            long begun = Machine.cpuNanos();
            questions.forEach(node::send);
            nanos += Machine.cpuNanos() - begun;
        }
        return nanos;
    }
}
