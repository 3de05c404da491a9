package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Our gate against bare Drools and hand-written Java in one run on the same orders. The contenders take turns, one pass over
 * all orders each, so that whatever disturbs the machine disturbs them alike. Each judgement is timed alone (two readings of
 * the clock, some 50 ns, are in every figure) and its verdict compared.
 */
public final class GateComparison implements Measurement {
    static final long SEED = 20_261_122;
    private static final int WARM_PASSES = 15;
    private static final int TIMED_PASSES = 50;
    private static final int TIMED_PASSES_MIN = 5;
    private static final long TIMED_NANOS_MAX = TimeUnit.SECONDS.toNanos(25);
    private static final int ALLOCATION_PASSES = 3;
    private static final long NANOS_MAX = 10_000_000_000L;
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        try (GateOrders orders = new GateOrders(SEED);
                BareDrools bare = new BareDrools(orders)) {
            HandWritten java = new HandWritten(orders);
            List<Contender> contenders = List.of(java, bare, new PolicyRing(orders), new WholeGate(orders));
            return compare(contenders, GateOrders.COUNT, WARM_PASSES, TIMED_PASSES, load1);
        }
    }

    /** Compares: the first one is the plainest, whose answers the others have to give; the second is the peer of the rest. */
    static List<Taken> compare(List<Contender> contenders, int orders, int warm, int timed, double load1)
            throws WrongAnswerException {
        Answers answers = Answers.of(contenders.get(0), orders);
        for (Contender each : contenders) {
            answers.check(each);
        }
        Histogram[] nanos = new Histogram[contenders.size()];
        long begun = System.nanoTime();
        for (int pass = -warm; pass < timed; pass++) {
            for (int i = 0; i < nanos.length; i++) {
                if (pass <= 0) {
                    nanos[i] = new Histogram(NANOS_MAX, 3);
                }
                time(contenders.get(i), answers, nanos[i]);
            }
            if (pass >= TIMED_PASSES_MIN && System.nanoTime() - begun > TIMED_NANOS_MAX) {
                break; // a busy machine: fewer samples, and the row says how many
            }
        }
        List<Figure> bytes = new ArrayList<>();
        for (Contender each : contenders) {
            bytes.add(allocation(each, answers, load1));
            answers.check(each);
        }
        return figures(contenders, answers, nanos, bytes, load1);
    }

    private static List<Taken> figures(
            List<Contender> contenders, Answers answers, Histogram[] nanos, List<Figure> bytes, double load1) {
        List<Taken> latencies = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            latencies.add(Taken.latency(contenders.get(i).name(), nanos[i], load1));
        }
        List<Taken> taken = new ArrayList<>();
        double denied = PERCENT * answers.denied() / answers.size();
        taken.add(Taken.of(Figure.number("gate.denied", denied, "%", answers.size(), load1)));
        taken.add(latencies.get(0));
        taken.add(latencies.get(1));
        for (int i = 2; i < nanos.length; i++) {
            for (Taken peer : latencies.subList(0, 2)) {
                taken.add(new Taken(latencies.get(i).figure().against(peer.figure()), nanos[i]));
            }
        }
        taken.add(Taken.of(bytes.get(0)));
        taken.add(Taken.of(bytes.get(1)));
        bytes.subList(2, bytes.size()).forEach(each -> taken.add(Taken.of(each.against(bytes.get(1)))));
        return taken;
    }

    private static void time(Contender contender, Answers answers, Histogram nanos) throws WrongAnswerException {
        for (int i = 0; i < answers.size(); i++) {
            contender.show(i);
            long start = System.nanoTime();
            Verdict verdict = contender.judge();
            nanos.recordValue(Math.min(NANOS_MAX, System.nanoTime() - start));
            if (verdict != answers.verdict(i)) {
                throw new WrongAnswerException(contender.name() + " answers order " + i + " with " + verdict
                        + " while timed, right is " + answers.verdict(i));
            }
        }
    }

    private static Figure allocation(Contender contender, Answers answers, double load1) {
        long bytes = 0;
        for (int pass = 0; pass < ALLOCATION_PASSES; pass++) {
            for (int i = 0; i < answers.size(); i++) {
                contender.show(i);
                long before = Machine.allocatedBytes();
                contender.judge();
                bytes += Machine.allocatedBytes() - before;
            }
        }
        long judged = (long) ALLOCATION_PASSES * answers.size();
        return Figure.number(contender.name() + ".bytes", (double) bytes / judged, "B", judged, load1);
    }
}
