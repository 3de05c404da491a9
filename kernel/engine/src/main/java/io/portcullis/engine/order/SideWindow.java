package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import java.util.Arrays;

/**
 * What passed on one side of one instrument in the last five minutes, in ten spans of thirty seconds: what is older is forgotten a span
 * at a time. Engine thread only.
 */
final class SideWindow {
    private static final int SPANS = 10;
    private static final long SPAN_NANOS = 30_000_000_000L;

    private final long[] spans = new long[SPANS];
    private final long[] quantities = new long[SPANS];
    private final long[] notionals = new long[SPANS];
    private final long[] prices = new long[SPANS];
    private final boolean[] blocks = new boolean[SPANS];

    SideWindow() {
        Arrays.fill(spans, Long.MIN_VALUE);
    }

    /** An order passed; one at the market has no price to compare with. */
    void passed(TrackedOrder order, long notionalRaw, long nowNanos) {
        int at = turnTo(nowNanos);
        quantities[at] = plus(quantities[at], order.quantityRaw());
        notionals[at] = plus(notionals[at], notionalRaw);
        long price = order.limit() == null ? 0 : order.limit().raw();
        int sign = order.side().sign();
        if (price > 0 && (prices[at] == 0 || sign * Long.compare(price, prices[at]) < 0)) {
            prices[at] = price;
        }
    }

    /** More than a number holds is beyond every limit: then the largest will do. */
    private static long plus(long sum, long more) {
        return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
    }

    /** An order was denied for its size. */
    void blocked(long nowNanos) {
        blocks[turnTo(nowNanos)] = true;
    }

    boolean isBlocked(long nowNanos) {
        boolean any = false;
        for (int i = 0; i < SPANS; i++) {
            any |= blocks[i] && counts(i, nowNanos);
        }
        return any;
    }

    /** Shares that passed, raw. */
    long quantityRaw(long nowNanos) {
        return sum(quantities, nowNanos);
    }

    /** Their value at the orders' prices, raw money. */
    long notionalRaw(long nowNanos) {
        return sum(notionals, nowNanos);
    }

    private long sum(long[] values, long nowNanos) {
        long sum = 0;
        for (int i = 0; i < SPANS; i++) {
            if (counts(i, nowNanos)) {
                sum = plus(sum, values[i]);
            }
        }
        return sum;
    }

    /** The least aggressive price that passed, raw; 0 without one. {@code sign} is 1 where a higher price is the more aggressive one. */
    long leastAggressiveRaw(int sign, long nowNanos) {
        long least = 0;
        for (int i = 0; i < SPANS; i++) {
            boolean priced = counts(i, nowNanos) && prices[i] > 0;
            if (priced && (least == 0 || sign * Long.compare(prices[i], least) < 0)) {
                least = prices[i];
            }
        }
        return least;
    }

    /** True when nothing of it counts at this time. */
    boolean isOver(long nowNanos) {
        boolean any = false;
        for (int i = 0; i < SPANS; i++) {
            any |= counts(i, nowNanos);
        }
        return !any;
    }

    private boolean counts(int at, long nowNanos) {
        return spans[at] > span(nowNanos) - SPANS;
    }

    private int turnTo(long nowNanos) {
        long span = span(nowNanos);
        int at = Math.floorMod(span, SPANS);
        if (spans[at] != span) {
            spans[at] = span;
            quantities[at] = 0;
            notionals[at] = 0;
            prices[at] = 0;
            blocks[at] = false;
        }
        return at;
    }

    private static long span(long nowNanos) {
        return Math.floorDiv(nowNanos, SPAN_NANOS);
    }

    void write(StateWriter out, long nowNanos) {
        long counting = 0;
        for (int i = 0; i < SPANS; i++) {
            counting += counts(i, nowNanos) ? 1 : 0;
        }
        out.putLong(counting);
        for (int i = 0; i < SPANS; i++) {
            if (counts(i, nowNanos)) {
                out.putLong(spans[i]);
                out.putLong(quantities[i]);
                out.putLong(notionals[i]);
                out.putLong(prices[i]);
                out.putBoolean(blocks[i]);
            }
        }
    }

    void read(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            long span = in.getLong();
            int at = Math.floorMod(span, SPANS);
            spans[at] = span;
            quantities[at] = in.getLong();
            notionals[at] = in.getLong();
            prices[at] = in.getLong();
            blocks[at] = in.getBoolean();
        }
    }
}
