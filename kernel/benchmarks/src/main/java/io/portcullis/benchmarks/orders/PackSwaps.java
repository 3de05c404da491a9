package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.scene.Pace;
import io.portcullis.benchmarks.scene.PackEdits;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.Durability;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.HdrHistogram.Histogram;

/**
 * Packs that are swapped under 500 orders a second: every tenth edit changes a rule and is compiled and agreed upon on other threads, the
 * others change a limit. Nothing may be dropped, and each order is judged by the pack that was active at its place in the log.
 */
public final class PackSwaps implements Measurement {
    private static final int RATE = 500;
    private static final int SWAPS = 200;
    static final int RULE_EVERY = 10;
    private static final int ORDERS_BETWEEN = 100;
    /** An officer's next edit does not come in the moment in which the last one begins to judge. */
    private static final int PREPARED_AFTER = 50;

    private static final long NANOS_MAX = 10_000_000_000L;
    static final int WARM_ORDERS = 20_000;
    private static final int WARM_SECONDS_MAX = 20;

    /**
     * What a run came to; every answer was right.
     *
     * @param swaps how many packs came to judge
     * @param orders how many orders were judged meanwhile
     * @param pause how long the engine's thread took over each activation, nanoseconds
     * @param work for how much of that it had a processor: the rest is the machine's, whose processors others use as well
     * @param first what the engine's thread took over each of the first hundred orders after a swap, nanoseconds
     */
    record Run(int swaps, long orders, Histogram pause, Histogram work, Histogram first) {}

    @Override
    public String name() {
        return "swaps";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Run run = run(SWAPS, RULE_EVERY, WARM_ORDERS);
        return List.of(
                Taken.of(Figure.number("swap.orders", run.orders(), "orders", run.swaps(), load1)),
                Taken.latency("swap.pause", run.pause(), load1),
                Taken.latency("swap.pause.cpu", run.work(), load1),
                Taken.latency("swap.first-100", run.first(), load1));
    }

    /**
     * Swaps and audits.
     *
     * @param ruleEvery after so many edits one of a rule; the others are of a limit
     * @param warmOrders so many orders before
     */
    static Run run(int swaps, int ruleEvery, int warmOrders) throws Exception {
        Histogram pause = new Histogram(NANOS_MAX, 3);
        Histogram work = new Histogram(NANOS_MAX, 3);
        Histogram first = new Histogram(NANOS_MAX, 3);
        try (Rig rig = new Rig(Durability.PROCESS)) {
            rig.warm(warmOrders);
            // as a server comes: the core thread naps where it has nothing to do
            rig.node().sessionOpen(false);
            long before = rig.sent();
            rig.node().stations(new Clocks(pause, work, first));
            swap(rig, swaps, ruleEvery);
            rig.node().await(rig.sent());
            long orders = rig.sent() - before;
            rig.audit();
            return new Run(swaps, orders, pause, work, first);
        }
    }

    private static void swap(Rig rig, int swaps, int ruleEvery) throws Exception {
        PackEdits edits = new PackEdits();
        CompletableFuture<PackContent> next = null;
        Pace pace = new Pace(RATE);
        long sent = 0;
        int since = 0;
        for (int done = 0; done < swaps || since < ORDERS_BETWEEN; since++) {
            if (since == PREPARED_AFTER && done < swaps) {
                next = prepared(rig, (done + 1) % ruleEvery == 0 ? edits.rule() : edits.limit());
            } else if (since >= ORDERS_BETWEEN && next.isDone()) {
                rig.node().activate(next.join());
                done++;
                since = 0;
            }
            pace.await(sent++);
            rig.node().requireAlive();
            rig.node().post(rig.next().request());
        }
    }

    /** As the server does before it lets a pack judge: compiled, warmed, and its class agreed upon. */
    private static CompletableFuture<PackContent> prepared(Rig rig, PackContent content) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                rig.compiler().awaitAgreement(rig.compiler().await(content));
                return content;
            } catch (PackRefusedException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** On the core thread alone. */
    private static final class Clocks implements Stations {
        private final Histogram pause;
        private final Histogram work;
        private final Histogram first;
        private int since = ORDERS_BETWEEN;

        Clocks(Histogram pause, Histogram work, Histogram first) {
            this.pause = pause;
            this.work = work;
            this.first = first;
        }

        @Override
        public void judged(long nanosTaken) {
            if (since++ < ORDERS_BETWEEN) {
                first.recordValue(Math.min(NANOS_MAX, nanosTaken));
            }
        }

        @Override
        public void activated(long nanosTaken, long cpuNanosTaken) {
            pause.recordValue(Math.min(NANOS_MAX, nanosTaken));
            work.recordValue(Math.min(NANOS_MAX, cpuNanosTaken));
            since = 0;
        }

        @Override
        public void answered(long order, boolean filled, long nanos) {
            // the audit looks at all of them
        }
    }
}
