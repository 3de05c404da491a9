package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.transport.Durability;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * An order that comes when nothing else does: after 5 ms, when the core thread still yields, and after 1.5 s, when it has gone to
 * sleep and must be woken. The session is not one of those that keep the thread awake.
 */
public final class AfterPause implements Measurement {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int WARM_ORDERS = 30_000;
    private static final int SHORT_PAUSES = 2_000;
    private static final int LONG_PAUSES = 12;
    private static final long SHORT_MILLIS = 5;
    private static final long LONG_MILLIS = 1_500;

    @Override
    public String name() {
        return "orders-pause";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Histogram shortly = new Histogram(NANOS_MAX, 3);
        Histogram asleep = new Histogram(NANOS_MAX, 3);
        try (Rig rig = new Rig(Durability.PROCESS)) {
            rig.warm(WARM_ORDERS);
            rig.node().sessionOpen(false);
            measure(rig, SHORT_PAUSES, SHORT_MILLIS, shortly);
            measure(rig, LONG_PAUSES, LONG_MILLIS, asleep);
            rig.audit();
        }
        return List.of(
                Taken.latency("order.after-5-ms", shortly, load1, Durability.PROCESS),
                Taken.latency("order.after-1500-ms", asleep, load1, Durability.PROCESS));
    }

    private static void measure(Rig rig, int pauses, long millis, Histogram nanos) throws InterruptedException {
        long[] answered = new long[1];
        rig.node().stations((order, filled, at) -> answered[0] = at);
        for (int i = 0; i < pauses; i++) {
            // whoever sent it sleeps meanwhile, or there is no pause on a machine of two processors
            long start = rig.node().post(rig.next().request());
            Thread.sleep(millis);
            rig.node().await(rig.sent());
            nanos.recordValue(answered[0] - start);
        }
    }
}
