package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.scene.Pace;
import io.portcullis.transport.Durability;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Order to report at a steady rate, whatever has become of the orders before: timed from the moment at which an order was due,
 * so that an order that could not even be sent, because everything stood still, counts in full (no coordinated omission).
 */
public final class OpenLoop implements Measurement {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int RATE = 1_000;
    private static final int SECONDS = 30;
    private static final int WARM_ORDERS = 30_000;

    @Override
    public String name() {
        return "orders-open";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Histogram booked = new Histogram(NANOS_MAX, 3);
        Histogram denied = new Histogram(NANOS_MAX, 3);
        try (Rig rig = new Rig(Durability.PROCESS)) {
            rig.warm(WARM_ORDERS);
            int orders = RATE * SECONDS;
            long first = rig.sent() + 1;
            long[] due = new long[orders];
            rig.node()
                    .stations((order, filled, nanos) ->
                            (filled ? booked : denied).recordValue(nanos - due[(int) (order - first)]));
            Pace pace = new Pace(RATE);
            for (int i = 0; i < orders; i++) {
                OrderStream.Question question = rig.next();
                due[i] = pace.await(i);
                rig.node().post(question.request());
            }
            rig.node().await(rig.sent());
            rig.audit();
        }
        return List.of(
                Taken.latency("order.open-1000.report-booked", booked, load1, Durability.PROCESS),
                Taken.latency("order.open-1000.denied", denied, load1, Durability.PROCESS));
    }
}
