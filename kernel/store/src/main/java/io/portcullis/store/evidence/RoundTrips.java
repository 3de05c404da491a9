package io.portcullis.store.evidence;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * What trading earned, trade by trade: a trade is the shares of one execution from the moment they come in until the last of
 * them is out again, first in first out; what is still open at the end counts at its mark. Fees, dividends and cash in lieu of
 * fractions belong to the lots they fall on. A win is above zero after all of that.
 *
 * <p>The P&amp;Ls of all trades add up exactly to what fills and corporate actions did to the account's equity (borrow fees are
 * nobody's trade). Memory holds open lots only. Not thread-safe.
 */
public final class RoundTrips {
    private final FillFilter fills = new FillFilter();
    private final Map<InstrumentId, Holding> holdings = new TreeMap<>();
    private final Tally closed = new Tally();

    /** Lots of one instrument, oldest first, and the price they are valued at: the engine's own mark. */
    private static final class Holding {
        final Deque<Lot> lots = new ArrayDeque<>();
        long mark;

        long quantity() {
            return lots.stream().mapToLong(lot -> lot.open).reduce(0, Math::addExact);
        }

        int sign() {
            return lots.isEmpty() ? 0 : lots.peekFirst().sign;
        }
    }

    /** Takes one event of the log. */
    public void on(long position, EngineEvent event) {
        Fill fill = fills.firstSight(event);
        if (fill != null) {
            on(fill);
        } else if (event instanceof EngineEvent.MarketView view) {
            mark(view.instrument(), view.last());
        } else if (event instanceof EngineEvent.CorporateActionApplied action) {
            on(action);
        }
    }

    /** A price to value open lots at. */
    public void mark(InstrumentId instrument, Price price) {
        holding(instrument).mark = price.raw();
    }

    /** An execution: closes the oldest lots of the other side, and opens one with what is left. */
    public void on(Fill fill) {
        Holding holding = holding(fill.instrument());
        if (holding.mark == 0) {
            holding.mark = fill.price().raw();
        }
        long quantity = fill.quantity().raw();
        Shares value = new Shares(Price.notionalRaw(fill.price().raw(), quantity), quantity);
        Shares fee = new Shares(fill.fee().raw(), quantity);
        int sign = fill.side().sign();
        long left = quantity;
        if (holding.sign() == -sign) {
            left = close(holding, quantity, value, fee);
        }
        if (left > 0) {
            holding.lots.addLast(new Lot(sign, left, value.of(left), fee.of(left)));
        }
    }

    /** Takes shares out of the oldest lots; what they bring is divided over them. Returns what found no lot. */
    private long close(Holding holding, long quantity, Shares value, Shares fee) {
        long left = quantity;
        while (left > 0 && !holding.lots.isEmpty()) {
            Lot lot = holding.lots.peekFirst();
            long piece = Math.min(left, lot.open);
            lot.open -= piece;
            lot.receive(Math.subtractExact(lot.sign * value.of(piece), fee.of(piece)));
            left -= piece;
            if (lot.open == 0) {
                closed.add(lot.cash, lot.entryValue);
                holding.lots.removeFirst();
            }
        }
        return left;
    }

    /** A dividend per old share, then a split whose fractions are paid out at the mark on the new terms. */
    public void on(EngineEvent.CorporateActionApplied action) {
        Holding holding = holding(action.instrument());
        long numerator = action.splitNumerator();
        long denominator = action.splitDenominator();
        if (!holding.lots.isEmpty() && action.dividend().raw() != 0) {
            payDividend(holding, action.dividend());
        }
        if (numerator == denominator) {
            return;
        }
        holding.mark =
                new Quantity(holding.mark).timesRatio(denominator, numerator).raw();
        if (!holding.lots.isEmpty()) {
            split(holding, numerator, denominator);
        }
    }

    private static void payDividend(Holding holding, Price dividend) {
        long quantity = holding.quantity();
        Shares money = new Shares(Price.notionalRaw(dividend.raw(), holding.sign() * quantity), quantity);
        holding.lots.forEach(lot -> lot.receive(money.of(lot.open)));
    }

    private void split(Holding holding, long numerator, long denominator) {
        Quantity exact = new Quantity(holding.quantity()).timesRatio(numerator, denominator);
        long fraction = exact.minus(exact.wholeShares()).raw();
        Shares shares = new Shares(exact.raw(), holding.quantity());
        holding.lots.forEach(lot -> lot.open = shares.of(lot.open));
        long inLieu = Price.notionalRaw(holding.mark, fraction);
        if (fraction > 0) {
            close(holding, fraction, new Shares(inLieu, fraction), new Shares(0, fraction));
        }
        // a lot so small that its share of the new shares rounds to none
        for (Lot lot : holding.lots) {
            if (lot.open == 0) {
                closed.add(lot.cash, lot.entryValue);
            }
        }
        holding.lots.removeIf(lot -> lot.open == 0);
    }

    /** All trades so far, those still open at their marks. */
    public Summary summary() {
        Tally all = closed.copy();
        for (Holding holding : holdings.values()) {
            if (!holding.lots.isEmpty()) {
                long quantity = holding.quantity();
                Shares value = new Shares(Price.notionalRaw(holding.mark, holding.sign() * quantity), quantity);
                holding.lots.forEach(lot -> all.add(Math.addExact(lot.cash, value.of(lot.open)), lot.entryValue));
            }
        }
        return all.summary();
    }

    private Holding holding(InstrumentId instrument) {
        return holdings.computeIfAbsent(instrument, id -> new Holding());
    }

    /** Running sums over trades. */
    private static final class Tally {
        private long trades;
        private long wins;
        private long pnl;
        private double returns;

        void add(long tradePnl, long entryValue) {
            trades++;
            wins += tradePnl > 0 ? 1 : 0;
            pnl = Math.addExact(pnl, tradePnl);
            returns += entryValue == 0 ? 0 : (double) tradePnl / entryValue;
        }

        Tally copy() {
            Tally copy = new Tally();
            copy.trades = trades;
            copy.wins = wins;
            copy.pnl = pnl;
            copy.returns = returns;
            return copy;
        }

        Summary summary() {
            return new Summary(
                    trades,
                    wins,
                    trades == 0 ? 0 : (double) wins / trades,
                    trades == 0 ? 0 : 10_000 * returns / trades,
                    pnl);
        }
    }

    /**
     * Figures over all trades.
     *
     * @param trades how many
     * @param wins those above zero after all costs
     * @param winRate wins over trades; 0 without trades
     * @param expectancyBps mean of net P&amp;L over entry value, basis points; 0 without trades
     * @param pnlRaw sum of the net P&amp;Ls, raw 1e-6 money, see {@link Money}
     */
    public record Summary(long trades, long wins, double winRate, double expectancyBps, long pnlRaw) {}
}
