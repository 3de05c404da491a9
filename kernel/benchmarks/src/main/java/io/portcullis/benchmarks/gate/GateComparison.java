package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.GeneratedPack;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Our gate against bare Drools, CEL-Java, easy-rules and hand-written Java in one run on the same orders. The contenders take turns, one pass over
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

    private final String name;
    private final int tiers;

    private GateComparison(String name, int tiers) {
        this.name = name;
        this.tiers = tiers;
    }

    /** With the repository's pack. */
    public static GateComparison shipped() {
        return new GateComparison("gate", 0);
    }

    /** With the generated pack of 67 rules. */
    public static GateComparison generated() {
        return new GateComparison("gate-generated", 1);
    }

    /** With generated packs of 199 and 991 rules. */
    public static List<GateComparison> large() {
        return List.of(new GateComparison("gate-200", 4), new GateComparison("gate-1000", 22));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        PackContent pack = tiers > 0 ? GeneratedPack.content(tiers) : Pack.content();
        try (GateOrders orders = new GateOrders(SEED, pack);
                CompiledRing compiled = new CompiledRing(orders, orders.compiled());
                BareDrools bare = new BareDrools(orders)) {
            Contender java = tiers > 0 ? new HandWrittenSectors(orders, tiers) : new HandWritten(orders);
            if (tiers == 1) {
                requireAllSpeak(pack, Answers.of(java, GateOrders.COUNT));
            }
            List<Contender> peers = List.of(java, bare, new CelRules(orders), new EasyRules(orders, tiers));
            List<Contender> ours = List.of(
                    new RulesClass(orders, orders.compiled()), compiled, new PolicyRing(orders), new WholeGate(orders));
            return compare(name, peers, ours, GateOrders.COUNT, WARM_PASSES, TIMED_PASSES, load1);
        }
    }

    /** A rule that no order makes speak costs nothing that counts. */
    static void requireAllSpeak(PackContent pack, Answers answers) throws WrongAnswerException {
        Set<String> silent = new TreeSet<>(
                RulePack.read(pack, new ArrayList<>()).orElseThrow().manifestIds(Ring.GATE));
        silent.removeAll(answers.reasonsByRule().keySet());
        if (!silent.isEmpty()) {
            throw new WrongAnswerException("no order makes these rules speak: " + silent);
        }
    }

    /**
     * Compares.
     *
     * @param peers the first one is the plainest, whose answers all others have to give; each is held against each of ours
     * @param ours may be none
     */
    static List<Taken> compare(
            String name, List<Contender> peers, List<Contender> ours, int orders, int warm, int timed, double load1)
            throws WrongAnswerException {
        List<Contender> contenders =
                Stream.concat(peers.stream(), ours.stream()).toList();
        Answers answers = Answers.of(peers.get(0), orders);
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
            bytes.add(allocation(name, each, answers, load1));
            answers.check(each);
        }
        return figures(name, contenders, peers.size(), answers, nanos, bytes, load1);
    }

    private static List<Taken> figures(
            String name,
            List<Contender> contenders,
            int peers,
            Answers answers,
            Histogram[] nanos,
            List<Figure> bytes,
            double load1) {
        List<Taken> latencies = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            latencies.add(Taken.latency(name + "." + contenders.get(i).name(), nanos[i], load1));
        }
        List<Taken> taken = new ArrayList<>();
        double denied = PERCENT * answers.denied() / answers.size();
        taken.add(Taken.of(Figure.number(name + ".denied", denied, "%", answers.size(), load1)));
        taken.addAll(latencies.subList(0, peers));
        for (int i = peers; i < nanos.length; i++) {
            for (Taken peer : latencies.subList(0, peers)) {
                taken.add(new Taken(latencies.get(i).figure().against(peer.figure()), nanos[i]));
            }
        }
        bytes.subList(0, peers).forEach(each -> taken.add(Taken.of(each)));
        bytes.subList(peers, bytes.size()).forEach(each -> taken.add(Taken.of(each.against(bytes.get(1)))));
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

    private static Figure allocation(String name, Contender contender, Answers answers, double load1) {
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
        return Figure.number(name + "." + contender.name() + ".bytes", (double) bytes / judged, "B", judged, load1);
    }
}
