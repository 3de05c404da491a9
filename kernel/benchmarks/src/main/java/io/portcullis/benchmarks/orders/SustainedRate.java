package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.transport.Durability;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * As many orders as go through in a minute, each with everything: recorded, judged, decision recorded, sent, filled, booked.
 * At most 256 are under way, so the latency is what a queue of that length costs.
 */
public final class SustainedRate implements Measurement {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int UNDER_WAY_MAX = 256;
    private static final int RING = 1_024;
    private static final int WARM_ORDERS = 100_000;
    private static final String NAME = "orders.sustained";

    @Override
    public String name() {
        return "orders-sustained";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Histogram booked = new Histogram(NANOS_MAX, 3);
        try (Rig rig = new Rig(Durability.PROCESS)) {
            rig.warm(WARM_ORDERS);
            long before = rig.sent();
            long logBefore = rig.node().log().recordedPosition();
            long[] started = new long[RING];
            long[] coreCpu = new long[2];
            rig.node().stations((order, filled, nanos) -> {
                booked.recordValue(nanos - started[(int) (order % RING)]);
                coreCpu[1] = (order & 0xFFF) == 0 ? Machine.cpuNanos() : coreCpu[1];
                coreCpu[0] = coreCpu[0] == 0 ? Machine.cpuNanos() : coreCpu[0];
            });
            long[] perSecond = drive(rig, started);
            rig.node().await(rig.sent());
            long orders = rig.sent() - before;
            long logBytes = rig.node().log().recordedPosition() - logBefore;
            rig.audit();
            return figures(booked, perSecond, orders, logBytes, coreCpu[1] - coreCpu[0], load1);
        }
    }

    /** Sends while there is room, for a minute; returns how many were answered in each second of it. */
    private static long[] drive(Rig rig, long[] started) {
        TradingNode node = rig.node();
        long[] perSecond = new long[SECONDS];
        long last = node.answered();
        long begun = System.nanoTime();
        for (int second = 0; second < SECONDS; second++) {
            long end = begun + TimeUnit.SECONDS.toNanos(second + 1);
            while (System.nanoTime() - end < 0) {
                if (rig.sent() - node.answered() < UNDER_WAY_MAX) {
                    OrderStream.Question question = rig.next();
                    started[(int) (rig.sent() % RING)] = System.nanoTime();
                    node.post(question.request());
                } else {
                    node.requireAlive();
                    Thread.yield();
                }
            }
            long now = node.answered();
            perSecond[second] = now - last;
            last = now;
        }
        return perSecond;
    }

    private static List<Taken> figures(
            Histogram booked, long[] perSecond, long orders, long logBytes, long coreNanos, double load1) {
        long total = 0;
        long worst = Long.MAX_VALUE;
        for (long each : perSecond) {
            total += each;
            worst = Math.min(worst, each);
        }
        double seconds = perSecond.length;
        return List.of(
                number("", total / seconds, "1/s", total, load1),
                number(".worst-second", worst, "1/s", perSecond.length, load1),
                number(".core-cpu", coreNanos / 1e3 / orders, "us", orders, load1),
                number(".log-bytes", (double) logBytes / orders, "B", orders, load1),
                Taken.latency(NAME + ".report-booked", booked, load1, Durability.PROCESS));
    }

    private static Taken number(String suffix, double value, String unit, long samples, double load1) {
        return Taken.of(
                Figure.number(NAME + suffix, value, unit, samples, load1).under("process"));
    }
}
