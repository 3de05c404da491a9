package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.model.gate.Scope;
import io.portcullis.transport.Durability;
import io.portcullis.transport.channel.KillSwitch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Kills under orders that never stop: from the call to the last new order that still reached the venue, and to the first that the
 * channel held back. Each kill sets its flag file, as the server's does; the engine is not told, so that orders go on coming.
 */
public final class Kills implements Measurement {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int KILLS = 100_000;
    private static final long SECONDS_MAX = 240;
    private static final int UNDER_WAY_MAX = 16;
    private static final int WARM_ORDERS = 30_000;

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Histogram lastOrder = new Histogram(NANOS_MAX, 3);
        Histogram heldBack = new Histogram(NANOS_MAX, 3);
        try (Rig rig = new Rig(Durability.PROCESS)) {
            rig.warm(WARM_ORDERS);
            Flow flow = new Flow(rig);
            rig.node().stations(flow);
            flow.start();
            try {
                kill(rig.node(), flow, lastOrder, heldBack);
            } finally {
                flow.end();
            }
            rig.node().await(rig.sent());
            rig.auditHeldBack();
        }
        return List.of(
                Taken.latency("kill.last-order", lastOrder, load1, Durability.PROCESS),
                Taken.latency("kill.first-held-back", heldBack, load1, Durability.PROCESS));
    }

    private static void kill(TradingNode node, Flow flow, Histogram lastOrder, Histogram heldBack) throws Exception {
        KillSwitch kill = node.kill();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        for (int i = 0; i < KILLS && System.nanoTime() - deadline < 0; i++) {
            flow.await(flow.filled);
            long heldBefore = flow.heldBack.get();
            long start = System.nanoTime();
            kill.raise(Scope.GLOBAL, "benchmark");
            while (flow.heldBack.get() == heldBefore) {
                node.requireAlive();
                Thread.yield();
            }
            // Orders go through the channel one by one: whatever still reached the venue did so before the one held
            // back.
            lastOrder.recordValue(Math.max(0, node.venue().lastNanos() - start));
            heldBack.recordValue(Math.max(0, flow.heldBackNanos - start));
            kill.resume(Scope.GLOBAL);
        }
    }

    /** Orders without end, a few under way. */
    private static final class Flow extends Thread implements Stations {
        private final Rig rig;
        private final AtomicLong filled = new AtomicLong();
        private final AtomicLong heldBack = new AtomicLong();
        private volatile long heldBackNanos;
        private volatile boolean running = true;

        Flow(Rig rig) {
            super("bench-flow");
            this.rig = rig;
        }

        @Override
        public void run() {
            while (running) {
                if (rig.sent() - rig.node().answered() < UNDER_WAY_MAX) {
                    rig.node().post(rig.next().request());
                } else {
                    Thread.yield();
                }
            }
        }

        @Override
        public void heldBack(long order, long nanos) {
            heldBackNanos = nanos;
            heldBack.incrementAndGet();
        }

        @Override
        public void answered(long order, boolean fill, long nanos) {
            if (fill) {
                filled.incrementAndGet();
            }
        }

        void await(AtomicLong count) {
            long before = count.get();
            while (count.get() == before) {
                rig.node().requireAlive();
                Thread.yield();
            }
        }

        void end() throws InterruptedException {
            running = false;
            join();
        }
    }
}
