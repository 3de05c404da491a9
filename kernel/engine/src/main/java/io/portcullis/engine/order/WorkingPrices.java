package io.portcullis.engine.order;

import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;

/** The prices at which our orders in one instrument work. A market order trades at any price. Engine thread only. */
final class WorkingPrices {
    private final PriceLevels buys = new PriceLevels();
    private final PriceLevels sells = new PriceLevels();

    void add(TrackedOrder order) {
        of(order.side()).add(price(order.side(), order.limit()));
    }

    void remove(TrackedOrder order) {
        of(order.side()).remove(price(order.side(), order.limit()));
    }

    /** True when an order of ours on the other side could trade with one at this limit; null for a market order. */
    boolean wouldMeet(Side side, Price limit) {
        PriceLevels others = side == Side.BUY ? sells : buys;
        if (others.isEmpty()) {
            return false;
        }
        long price = price(side, limit);
        return side == Side.BUY ? price >= others.lowest() : price <= others.highest();
    }

    private PriceLevels of(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    private static long price(Side side, Price limit) {
        if (limit != null) {
            return limit.raw();
        }
        return side == Side.BUY ? Long.MAX_VALUE : 0;
    }
}
