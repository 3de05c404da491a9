package io.portcullis.venue.simulated;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * Fills orders at a session's opening, from that session's bar.
 *
 * <p>All orders in an instrument share one part of the bar's volume, in order of arrival, and each pays the impact of what its
 * side has taken before it: cutting an order into pieces buys nothing. Not thread-safe.
 */
final class OpeningAuction {
    private final ExchangeSettings settings;
    private final Tape tape;
    private long openNanos = Long.MIN_VALUE;
    private final Map<InstrumentId, Taken> taken = new HashMap<>();

    OpeningAuction(ExchangeSettings settings, Tape tape) {
        this.settings = settings;
        this.tape = tape;
    }

    /** Executes what it can of one order; what cannot be filled is cancelled, or stays when the order is good for the day. */
    void execute(WorkingOrder order, Bar bar, InstrumentMarket market, long timeNanos) {
        if (openNanos != timeNanos) {
            openNanos = timeNanos;
            taken.clear();
        }
        String refusal = refusal(bar, market);
        if (refusal == null) {
            refusal = fill(order, bar, market, timeNanos);
        }
        if (order.isWorking() && order.order.timeInForce() != TimeInForce.DAY) {
            tape.cancel(order, refusal, timeNanos);
        }
    }

    private static String refusal(Bar bar, InstrumentMarket market) {
        if (market.isHalted()) {
            return "trading is halted at the opening";
        }
        if (bar == null) {
            return "no bar in this instrument at the opening";
        }
        return bar.suspect() ? "the bar of " + bar.session() + " is suspect" : null;
    }

    /** Fills and returns why something may be left. */
    private String fill(WorkingOrder order, Bar bar, InstrumentMarket market, long timeNanos) {
        Taken before = taken.computeIfAbsent(bar.instrument(), instrument -> new Taken());
        long cap = FillModel.shareOfVolume(bar.volume(), settings.participationMax());
        long quantity = Math.min(order.leavesRaw(), cap - before.total());
        if (quantity <= 0) {
            return "the share of the bar's volume is used up";
        }
        Side side = order.order.side();
        Quantity sideTotal = new Quantity(before.of(side) + quantity);
        double impact = FillModel.impact(
                settings.impactFactor(),
                market.volatility.daily(),
                sideTotal.toDouble(),
                bar.volume().toDouble());
        double halfSpread = market.halfSpread(settings.halfSpreadBps() / 1e4);
        Price price = FillModel.openingPrice(bar.open(), side, halfSpread, impact);
        if (price.raw() == 0 || !FillModel.withinLimit(side, price, order.order.limit())) {
            return "limit not reached at the opening: " + price + " against " + order.order.limit();
        }
        before.add(side, quantity);
        tape.fill(order, new Quantity(quantity), price, timeNanos);
        return "beyond the share of the bar's volume";
    }

    /** Raw quantities taken from one bar. */
    private static final class Taken {
        private long bought;
        private long sold;

        long total() {
            return bought + sold;
        }

        long of(Side side) {
            return side == Side.BUY ? bought : sold;
        }

        void add(Side side, long raw) {
            if (side == Side.BUY) {
                bought += raw;
            } else {
                sold += raw;
            }
        }
    }
}
