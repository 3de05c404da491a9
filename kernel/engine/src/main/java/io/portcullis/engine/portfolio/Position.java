package io.portcullis.engine.portfolio;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * Shares held and shares pending in one instrument, with what they add to the exposure sums. Engine thread only.
 *
 * <p>All quantities are raw 1e-8 shares, all values raw 1e-6 money. "Up" is the position if every pending buy fills and no
 * sale, "down" if every pending sale fills and no buy.
 */
public final class Position {
    private static final long BETA_UNKNOWN = Long.MIN_VALUE;
    /** A slope beyond this is an error of data. */
    private static final double BETA_BELIEVED_MAX = 100;

    private final InstrumentId instrument;
    private String sector;
    private long quantity;
    private long mark;
    private long pendingBuy;
    private long pendingSell;
    private long cost;
    private long realised;
    private long value;
    private long upValue;
    private long downValue;
    private long beta = BETA_UNKNOWN;

    Position(InstrumentId instrument, String sector) {
        this.instrument = instrument;
        this.sector = sector;
    }

    /** Whose position. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** Its sector. */
    public String sector() {
        return sector;
    }

    /** Shares held, signed, raw. */
    public long quantityRaw() {
        return quantity;
    }

    /** Price that it is valued at, raw; zero before the first one. */
    public long markRaw() {
        return mark;
    }

    /** Shares in unfilled buys, raw. */
    public long pendingBuyRaw() {
        return pendingBuy;
    }

    /** Shares in unfilled sales, raw. */
    public long pendingSellRaw() {
        return pendingSell;
    }

    /** Value at the mark, signed, raw money. */
    public long valueRaw() {
        return value;
    }

    /** What the shares held cost, signed like them, raw money: over the quantity it is the average price. Fees are not in it. */
    public long costRaw() {
        return cost;
    }

    /** What the position has brought in so far: results of what was closed, and dividends, less all fees; raw money. */
    public long realisedRaw() {
        return realised;
    }

    /** The larger absolute value of the two extreme outcomes of what is pending, raw money. */
    long worstValue() {
        return Math.max(Math.abs(upValue), Math.abs(downValue));
    }

    /** A slope of returns; NaN when unknown. */
    void beta(double slope) {
        beta = Math.abs(slope) <= BETA_BELIEVED_MAX ? Math.round(slope * Money.ONE) : BETA_UNKNOWN;
    }

    boolean hasBeta() {
        return beta != BETA_UNKNOWN;
    }

    long betaRaw() {
        return beta;
    }

    void betaRaw(long raw) {
        beta = raw;
    }

    /** The larger of the two extreme outcomes of what is pending and of a further signed order, times beta, raw money. */
    long betaHigh(long signedQuantity) {
        return Math.max(weighed(upValueWith(signedQuantity)), weighed(downValueWith(signedQuantity)));
    }

    /** The smaller one. */
    long betaLow(long signedQuantity) {
        return Math.min(weighed(upValueWith(signedQuantity)), weighed(downValueWith(signedQuantity)));
    }

    /** The worst absolute value as long as no beta is known, raw money. */
    long betaUnknown(long signedQuantity) {
        return hasBeta() ? 0 : worstValueWith(signedQuantity);
    }

    /** Whole money is exact enough for a slope that is an estimate. */
    private long weighed(long valueRaw) {
        return hasBeta() ? Math.multiplyExact(valueRaw / Money.ONE, beta) : 0;
    }

    private long upValueWith(long signedQuantity) {
        long more = Math.max(signedQuantity, 0);
        return more == 0 ? upValue : Price.notionalRaw(mark, Math.addExact(Math.addExact(quantity, pendingBuy), more));
    }

    private long downValueWith(long signedQuantity) {
        long more = Math.min(signedQuantity, 0);
        return more == 0
                ? downValue
                : Price.notionalRaw(mark, Math.addExact(Math.subtractExact(quantity, pendingSell), more));
    }

    long upValue() {
        return upValue;
    }

    long downValue() {
        return downValue;
    }

    /** The worst absolute value if a further order of signed raw quantity were pending too, raw money. */
    long worstValueWith(long signedQuantity) {
        return Math.max(Math.abs(upValueWith(signedQuantity)), Math.abs(downValueWith(signedQuantity)));
    }

    void set(String newSector, long newQuantity, long newMark, long newPendingBuy, long newPendingSell) {
        sector = newSector;
        quantity = newQuantity;
        mark = newMark;
        pendingBuy = newPendingBuy;
        pendingSell = newPendingSell;
        value = Price.notionalRaw(mark, quantity);
        upValue = Price.notionalRaw(mark, Math.addExact(quantity, pendingBuy));
        downValue = Price.notionalRaw(mark, Math.subtractExact(quantity, pendingSell));
    }

    /** Books shares that come in or go out at a price, before {@link #set} counts them: a part that closes realises its result. */
    void trade(long signedQuantity, long priceRaw) {
        long closing = Long.signum(quantity) == -Long.signum(signedQuantity)
                ? Math.min(Math.abs(quantity), Math.abs(signedQuantity))
                : 0;
        long tradedValue = Price.notionalRaw(priceRaw, signedQuantity);
        long closingValue = Price.notionalRaw(priceRaw, Long.signum(signedQuantity) * closing);
        long closedCost = closing == 0 ? 0 : costOf(closing);
        realise(Math.negateExact(Math.addExact(closingValue, closedCost)));
        cost = Math.addExact(Math.subtractExact(cost, closedCost), Math.subtractExact(tradedValue, closingValue));
    }

    private long costOf(long closing) {
        long held = Math.abs(quantity);
        if (closing == held) {
            return cost;
        }
        boolean whole = closing % Quantity.ONE == 0 && held % Quantity.ONE == 0;
        return whole
                ? Money.partRaw(cost, closing / Quantity.ONE, held / Quantity.ONE)
                : Money.partRaw(cost, closing, held);
    }

    /** Money that came in for good, or went out. */
    void realise(long moneyRaw) {
        realised = Math.addExact(realised, moneyRaw);
    }

    void write(StateWriter out) {
        out.putString(instrument.value());
        out.putString(sector);
        out.putLong(quantity);
        out.putLong(mark);
        out.putLong(pendingBuy);
        out.putLong(pendingSell);
        out.putLong(cost);
        out.putLong(realised);
    }

    static Position read(StateReader in) {
        Position position = new Position(InstrumentId.of(in.getString()), in.getString());
        position.set(position.sector, in.getLong(), in.getLong(), in.getLong(), in.getLong());
        position.cost = in.getLong();
        position.realised = in.getLong();
        return position;
    }
}
