package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders that passed in the last ten seconds, so that one that says the same again is seen: the sender's key tells a message sent
 * twice, this tells a sender that does not notice what it sent. By instrument, the last {@value #KEPT} of each; a sender that varies
 * its orders faster than that meets the rates. Engine thread only.
 */
public final class RecentOrders {
    /** How far back an order counts. */
    public static final long WINDOW_NANOS = 10_000_000_000L;

    private static final int KEPT = 64;

    private final Map<InstrumentId, Ring> rings = new HashMap<>();
    /** Those who sent them, once each: the same trader is then the same object. */
    private final Map<TraderId, TraderId> traders = new HashMap<>();

    /** The newest orders of an instrument, the newest last. */
    private static final class Ring {
        private final TrackedOrder[] orders = new TrackedOrder[KEPT];
        // what they say, in rows of memory: looking at 64 orders where they lie takes longer than all the rest of the
        // gate
        private final TraderId[] traders = new TraderId[KEPT];
        private final long[] quantities = new long[KEPT];
        private final long[] limits = new long[KEPT];
        private final boolean[] buys = new boolean[KEPT];
        private final long[] times = new long[KEPT];
        private final boolean[] traded = new boolean[KEPT];
        private int noted;

        void note(TrackedOrder order, TraderId trader) {
            int at = noted % KEPT;
            orders[at] = order;
            traders[at] = trader;
            quantities[at] = order.quantityRaw();
            limits[at] = limit(order.limit());
            buys[at] = order.side() == Side.BUY;
            times[at] = order.timeNanos();
            traded[at] = false;
            noted++;
        }

        int first() {
            return Math.max(0, noted - KEPT);
        }

        boolean isOver(int at, long nowNanos) {
            return nowNanos - times[at] >= WINDOW_NANOS;
        }

        /** Whether it still works or has traded; what has traded once need not be asked again. */
        boolean counts(int at) {
            traded[at] = traded[at] || orders[at].filledRaw() > 0;
            return traded[at] || !orders[at].state().done();
        }
    }

    private static long limit(Price limit) {
        return limit == null ? -1 : limit.raw();
    }

    /** An order passed. */
    public void note(TrackedOrder order, TraderId trader) {
        Ring ring = rings.get(order.instrument());
        if (ring == null) {
            ring = new Ring();
            rings.put(order.instrument(), ring);
        }
        ring.note(order, traders.computeIfAbsent(trader, each -> each));
    }

    /** How many say the same and still work, or have traded. Allocates nothing: it runs for each order. */
    public int same(TraderId trader, InstrumentId instrument, Side side, long quantityRaw, Price limit, long nowNanos) {
        Ring ring = rings.get(instrument);
        TraderId sender = traders.get(trader);
        if (ring == null || sender == null) {
            return 0;
        }
        boolean buy = side == Side.BUY;
        long price = limit(limit);
        int same = 0;
        for (int i = ring.noted - 1; i >= ring.first(); i--) {
            int at = i % KEPT;
            if (ring.limits[at] == price
                    && ring.quantities[at] == quantityRaw
                    && ring.buys[at] == buy
                    && ring.traders[at] == sender) {
                if (ring.isOver(at, nowNanos)) {
                    break; // and so are those before it
                }
                same += ring.counts(at) ? 1 : 0;
            }
        }
        return same;
    }

    /** The trading date ended. */
    public void rollDay() {
        rings.clear();
        traders.clear();
    }

    /** True while nothing is remembered that could count at this time. */
    public boolean isEmpty(long nowNanos) {
        return rings.values().stream().allMatch(ring -> counting(ring, nowNanos) == 0);
    }

    private static int counting(Ring ring, long nowNanos) {
        int count = 0;
        while (count < ring.noted - ring.first() && !ring.isOver((ring.noted - 1 - count) % KEPT, nowNanos)) {
            count++;
        }
        return count;
    }

    /** Writes what still counts at this time. */
    public void write(StateWriter out, long nowNanos) {
        out.putLong(rings.values().stream()
                .filter(ring -> counting(ring, nowNanos) > 0)
                .count());
        for (Ring ring : new TreeMap<>(rings).values()) {
            int count = counting(ring, nowNanos);
            if (count > 0) {
                out.putLong(count);
                for (int i = ring.noted - count; i < ring.noted; i++) {
                    out.putString(ring.orders[i % KEPT].id().value());
                    out.putString(ring.traders[i % KEPT].value());
                }
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(StateReader in, Orders orders) {
        for (long ring = in.getLong(); ring > 0; ring--) {
            for (long n = in.getLong(); n > 0; n--) {
                note(orders.find(ClientOrderId.of(in.getString())), TraderId.of(in.getString()));
            }
        }
    }
}
