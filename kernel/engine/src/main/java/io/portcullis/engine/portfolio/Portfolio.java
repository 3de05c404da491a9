package io.portcullis.engine.portfolio;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Money and positions of the account as a fold of fills (step 8), with running exposure sums that count everything pending, so
 * that the gate answers in constant time. Engine thread only.
 */
public final class Portfolio {
    private final CurrencyCode currency;
    private final Map<InstrumentId, Position> positions = new TreeMap<>();
    private final Map<String, Long> sectorWorst = new TreeMap<>();
    private long cash;
    private long net;
    private long gross;
    private long worstGross;
    private long netUp;
    private long netDown;
    private long betaHigh;
    private long betaLow;
    private long betaUnknown;
    private long peakEquity;
    private long dayStartEquity;

    /** A portfolio of money only. */
    public Portfolio(Money capital) {
        currency = capital.currency();
        cash = capital.raw();
        peakEquity = cash;
        dayStartEquity = cash;
    }

    /** The account's currency. */
    public CurrencyCode currency() {
        return currency;
    }

    /** Money held, raw. */
    public long cashRaw() {
        return cash;
    }

    /** Money plus positions at their marks, raw. */
    public long equityRaw() {
        return Math.addExact(cash, net);
    }

    /** Sum of signed position values, raw money. */
    public long netRaw() {
        return net;
    }

    /** Sum of absolute position values, raw money. */
    public long grossRaw() {
        return gross;
    }

    /** Sum over instruments of the worst absolute value with everything pending, raw money. */
    public long worstGrossRaw() {
        return worstGross;
    }

    /** Highest equity at any tick so far, the start included, raw. */
    public long peakEquityRaw() {
        return peakEquity;
    }

    /** 1 - equity / peak, as a fraction. */
    public double drawdown() {
        return peakEquity <= 0 ? 0 : Math.max(0, 1 - (double) equityRaw() / peakEquity);
    }

    /** Equity now less equity at the last day roll, raw money. */
    public long dayPnlRaw() {
        return Math.subtractExact(equityRaw(), dayStartEquity);
    }

    /** What the day has lost over the equity it began with, as a fraction; 0 when it lost nothing, all when there was no equity. */
    public double dayLoss() {
        long pnl = dayPnlRaw();
        if (pnl >= 0) {
            return 0;
        }
        return dayStartEquity <= 0 ? 1 : -(double) pnl / dayStartEquity;
    }

    /** All positions, also flat ones, by instrument. */
    public Collection<Position> positions() {
        return Collections.unmodifiableCollection(positions.values());
    }

    /** The position in an instrument; null before the instrument was defined. */
    public Position position(InstrumentId instrument) {
        return positions.get(instrument);
    }

    /** Sum over a sector of the worst absolute values, raw money. */
    public long sectorWorstRaw(String sector) {
        return sectorWorst.getOrDefault(sector, 0L);
    }

    /** An instrument exists, or moved to another sector. */
    public void define(InstrumentId instrument, String sector) {
        Position position = positions.computeIfAbsent(instrument, id -> new Position(id, sector));
        change(
                position,
                sector,
                position.quantityRaw(),
                position.markRaw(),
                position.pendingBuyRaw(),
                position.pendingSellRaw());
    }

    /** A new price to value a position at. */
    public void mark(InstrumentId instrument, long priceRaw) {
        Position p = positions.get(instrument);
        change(p, p.sector(), p.quantityRaw(), priceRaw, p.pendingBuyRaw(), p.pendingSellRaw());
    }

    /** The slope of an instrument's returns on the market's; NaN when unknown. */
    public void beta(InstrumentId instrument, double slope) {
        Position p = positions.get(instrument);
        if (p.hasBeta() || !Double.isNaN(slope)) {
            count(p, -1);
            p.beta(slope);
            count(p, 1);
        }
    }

    /** An order may fill from now on: its quantity counts as if it had. */
    public void reserve(InstrumentId instrument, Side side, long quantityRaw) {
        Position p = positions.get(instrument);
        long buy = side == Side.BUY ? Math.addExact(p.pendingBuyRaw(), quantityRaw) : p.pendingBuyRaw();
        long sell = side == Side.SELL ? Math.addExact(p.pendingSellRaw(), quantityRaw) : p.pendingSellRaw();
        change(p, p.sector(), p.quantityRaw(), p.markRaw(), buy, sell);
    }

    /** What was reserved and can no longer fill. */
    public void release(InstrumentId instrument, Side side, long quantityRaw) {
        Position p = positions.get(instrument);
        long buy = side == Side.BUY ? p.pendingBuyRaw() - quantityRaw : p.pendingBuyRaw();
        long sell = side == Side.SELL ? p.pendingSellRaw() - quantityRaw : p.pendingSellRaw();
        if (buy < 0 || sell < 0) {
            throw new IllegalStateException("released more than was reserved in " + instrument);
        }
        change(p, p.sector(), p.quantityRaw(), p.markRaw(), buy, sell);
    }

    /** An execution: shares one way, money and the fee the other. What it fills must be released apart. */
    public void apply(Fill fill) {
        Position p = positions.get(fill.instrument());
        long signed = fill.side().sign() * fill.quantity().raw();
        long value = Price.notionalRaw(fill.price().raw(), fill.quantity().raw());
        cash = Math.subtractExact(cash, fill.side().sign() * value);
        cash = Math.subtractExact(cash, fill.fee().raw());
        p.trade(signed, fill.price().raw());
        p.realise(-fill.fee().raw());
        long mark = p.markRaw() == 0 ? fill.price().raw() : p.markRaw();
        change(p, p.sector(), Math.addExact(p.quantityRaw(), signed), mark, p.pendingBuyRaw(), p.pendingSellRaw());
    }

    /**
     * A dividend per old share, then a split: shares stay whole, the rest becomes money at the mark on the new terms, which is
     * the old mark over the ratio.
     */
    public void apply(InstrumentId instrument, long numerator, long denominator, Price dividend) {
        Position p = positions.get(instrument);
        long paid = Price.notionalRaw(dividend.raw(), p.quantityRaw());
        cash = Math.addExact(cash, paid);
        p.realise(paid);
        if (numerator == denominator) {
            return;
        }
        long newMark =
                new Quantity(p.markRaw()).timesRatio(denominator, numerator).raw();
        Quantity exact = new Quantity(p.quantityRaw()).timesRatio(numerator, denominator);
        Quantity whole = exact.wholeShares();
        long rest = exact.minus(whole).raw();
        cash = Math.addExact(cash, Price.notionalRaw(newMark, rest));
        change(p, p.sector(), exact.raw(), newMark, p.pendingBuyRaw(), p.pendingSellRaw());
        p.trade(-rest, newMark);
        change(p, p.sector(), whole.raw(), newMark, p.pendingBuyRaw(), p.pendingSellRaw());
    }

    /** Money paid out, such as a borrow fee. */
    public void charge(long moneyRaw) {
        cash = Math.subtractExact(cash, moneyRaw);
    }

    /** Looks whether equity made a new peak; at ticks only, when all marks of an instant are in. */
    public void observePeak() {
        peakEquity = Math.max(peakEquity, equityRaw());
    }

    /** The trading date ended. */
    public void rollDay() {
        dayStartEquity = equityRaw();
    }

    /** Exposure if one more order of signed raw quantity were pending; zero gives exposure as it is. */
    public Exposures exposuresWith(Position position, long signedQuantity) {
        long before = position.worstValue();
        long after = position.worstValueWith(signedQuantity);
        long orderValue = Price.notionalRaw(position.markRaw(), signedQuantity);
        long up = Math.addExact(netUp, Math.max(orderValue, 0));
        long down = Math.addExact(netDown, Math.min(orderValue, 0));
        return new Exposures(
                worstGross - before + after,
                Math.max(Math.abs(up), Math.abs(down)),
                after,
                sectorWorstRaw(position.sector()) - before + after);
    }

    /** Exposure to the market if one more order of signed raw quantity were pending; zero gives it as it is. */
    public Betas betasWith(Position position, long signedQuantity) {
        long high = betaHigh - position.betaHigh(0) + position.betaHigh(signedQuantity);
        long low = betaLow - position.betaLow(0) + position.betaLow(signedQuantity);
        return new Betas(
                Math.max(Math.abs(high), Math.abs(low)),
                betaUnknown - position.betaUnknown(0) + position.betaUnknown(signedQuantity));
    }

    /**
     * Exposure to the market, raw money.
     *
     * @param net worst absolute sum of values times betas
     * @param unknown sum of the worst absolute values of what has no beta
     */
    public record Betas(long net, long unknown) {}

    /**
     * Worst-case exposure, raw money.
     *
     * @param gross sum of absolute values
     * @param net absolute net value
     * @param name absolute value in the instrument
     * @param sector sum of absolute values in its sector
     */
    public record Exposures(long gross, long net, long name, long sector) {}

    private void change(Position p, String sector, long quantity, long mark, long pendingBuy, long pendingSell) {
        count(p, -1);
        p.set(sector, quantity, mark, pendingBuy, pendingSell);
        count(p, 1);
    }

    private void count(Position p, int sign) {
        net = Math.addExact(net, sign * p.valueRaw());
        gross = Math.addExact(gross, sign * Math.abs(p.valueRaw()));
        worstGross = Math.addExact(worstGross, sign * p.worstValue());
        netUp = Math.addExact(netUp, sign * p.upValue());
        netDown = Math.addExact(netDown, sign * p.downValue());
        betaHigh = Math.addExact(betaHigh, sign * p.betaHigh(0));
        betaLow = Math.addExact(betaLow, sign * p.betaLow(0));
        betaUnknown = Math.addExact(betaUnknown, sign * p.betaUnknown(0));
        sectorWorst.merge(p.sector(), sign * p.worstValue(), Math::addExact);
    }

    /** Writes everything that a restart needs. */
    public void write(StateWriter out) {
        out.putString(currency.code());
        out.putLong(cash);
        out.putLong(peakEquity);
        out.putLong(dayStartEquity);
        out.putLong(positions.size());
        positions.values().forEach(position -> position.write(out));
    }

    /** True when a beta is known. */
    public boolean hasBetas() {
        return positions.values().stream().anyMatch(Position::hasBeta);
    }

    /** Writes the betas that are known. */
    public void writeBetas(StateWriter out) {
        out.putLong(positions.values().stream().filter(Position::hasBeta).count());
        positions.values().stream().filter(Position::hasBeta).forEach(position -> {
            out.putString(position.instrument().value());
            out.putLong(position.betaRaw());
        });
    }

    /** Reads what {@link #writeBetas} wrote. */
    public void readBetas(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            Position position = positions.get(InstrumentId.of(in.getString()));
            count(position, -1);
            position.betaRaw(in.getLong());
            count(position, 1);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Portfolio read(StateReader in) {
        Portfolio portfolio = new Portfolio(new Money(0, CurrencyCode.of(in.getString())));
        portfolio.cash = in.getLong();
        portfolio.peakEquity = in.getLong();
        portfolio.dayStartEquity = in.getLong();
        for (long n = in.getLong(); n > 0; n--) {
            Position position = Position.read(in);
            portfolio.positions.put(position.instrument(), position);
            portfolio.count(position, 1);
        }
        return portfolio;
    }
}
