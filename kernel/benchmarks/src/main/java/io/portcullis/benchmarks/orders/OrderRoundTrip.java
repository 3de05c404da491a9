package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.peer.ExchangeCorePeer;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.transport.Durability;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Order to report, closed loop: the next order leaves when the last one is filled and booked. The three threads (sender, core,
 * venue) yield and share the machine's processors. Beside it exchange-core: without its journal next to {@code process}, with it
 * next to {@code power}.
 */
public final class OrderRoundTrip implements Measurement {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long TIMED_SECONDS_MAX = 12;

    private final Durability durability;
    private final int warmOrders;
    private final int timedOrders;
    private final ExchangeCorePeer.Keeping peer;

    private OrderRoundTrip(Durability durability, int warmOrders, int timedOrders, ExchangeCorePeer.Keeping peer) {
        this.durability = durability;
        this.warmOrders = warmOrders;
        this.timedOrders = timedOrders;
        this.peer = peer;
    }

    /** With a log that survives the process. */
    public static OrderRoundTrip process() {
        return new OrderRoundTrip(Durability.PROCESS, 30_000, 100_000, ExchangeCorePeer.Keeping.MEMORY);
    }

    /** With a log that survives a loss of power. */
    public static OrderRoundTrip power() {
        return new OrderRoundTrip(Durability.POWER, 2_000, 10_000, ExchangeCorePeer.Keeping.JOURNAL);
    }

    @Override
    public String name() {
        return "orders-" + durability.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Clocks clocks = new Clocks();
        try (Rig rig = new Rig(durability)) {
            rig.warm(warmOrders);
            TradingNode node = rig.node();
            node.stations(clocks);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMED_SECONDS_MAX);
            for (int i = 0; i < timedOrders && System.nanoTime() - deadline < 0; i++) {
                clocks.note(node.send(rig.next().request()), node.venue().lastNanos());
            }
            rig.audit();
        }
        return clocks.taken(load1, durability, ExchangeCorePeer.take(peer, load1));
    }

    /** The stations of the one order that is under way; the core thread's writes are seen once it is answered. */
    private static final class Clocks implements Stations {
        private final Histogram recorded = new Histogram(NANOS_MAX, 3);
        private final Histogram decided = new Histogram(NANOS_MAX, 3);
        private final Histogram atVenue = new Histogram(NANOS_MAX, 3);
        private final Histogram booked = new Histogram(NANOS_MAX, 3);
        private final Histogram denied = new Histogram(NANOS_MAX, 3);
        private long recordedNanos;
        private long decidedNanos;
        private long answeredNanos;
        private boolean filled;

        @Override
        public void recorded(long nanos) {
            recordedNanos = nanos;
        }

        @Override
        public void decided(long order, DecisionRecord decision, long nanos) {
            decidedNanos = nanos;
        }

        @Override
        public void answered(long order, boolean fill, long nanos) {
            answeredNanos = nanos;
            filled = fill;
        }

        void note(long start, long venueNanos) {
            if (!filled) {
                denied.recordValue(answeredNanos - start);
                return;
            }
            recorded.recordValue(recordedNanos - start);
            decided.recordValue(decidedNanos - start);
            atVenue.recordValue(venueNanos - start);
            booked.recordValue(answeredNanos - start);
        }

        List<Taken> taken(double load1, Durability durability, Taken peer) {
            Taken trip = Taken.latency("order.report-booked", booked, load1, durability);
            return List.of(
                    peer,
                    Taken.latency("order.recorded", recorded, load1, durability),
                    Taken.latency("order.decision-recorded", decided, load1, durability),
                    Taken.latency("order.at-venue", atVenue, load1, durability),
                    new Taken(trip.figure().against(peer.figure()), booked),
                    Taken.latency("order.denied", denied, load1, durability));
        }
    }
}
