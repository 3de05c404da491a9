package io.portcullis.engine.market;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;

/** What the engine knows of one instrument and its market. Engine thread only. */
public final class InstrumentState {
    private final InstrumentId id;
    private String sector;
    private boolean tradable;
    private boolean restricted;
    private boolean borrowListed;
    private long borrowAvailable;
    private double borrowFeePercent;
    private long last;
    private long bid;
    private long ask;
    private long averageDailyVolume;
    private double dailyVolatility = Double.NaN;
    private boolean halted;
    private long viewTimeNanos;

    InstrumentState(InstrumentId id) {
        this.id = id;
    }

    /** Its identifier. */
    public InstrumentId id() {
        return id;
    }

    /** Its sector, {@code none} when unknown. */
    public String sector() {
        return sector;
    }

    /** Whether it may be traded today. */
    public boolean tradable() {
        return tradable;
    }

    /** Whether it is on the restricted list. */
    public boolean restricted() {
        return restricted;
    }

    /** Whether it is on the borrow list. */
    public boolean borrowListed() {
        return borrowListed;
    }

    /** Shares that can be borrowed, raw. */
    public long borrowAvailableRaw() {
        return borrowAvailable;
    }

    /** Borrow fee, per cent a year. */
    public double borrowFeePercent() {
        return borrowFeePercent;
    }

    /** Last price, raw; zero before the first. */
    public long lastRaw() {
        return last;
    }

    /** Best bid, raw; zero when there is none. */
    public long bidRaw() {
        return bid;
    }

    /** Best offer, raw; zero when there is none. */
    public long askRaw() {
        return ask;
    }

    /** Mean shares a day, raw; zero when unknown. */
    public long averageDailyVolumeRaw() {
        return averageDailyVolume;
    }

    /** Standard deviation of daily log returns, NaN when unknown. */
    public double dailyVolatility() {
        return dailyVolatility;
    }

    /** Whether trading is stopped. */
    public boolean halted() {
        return halted;
    }

    /** Engine time of the last view. */
    public long viewTimeNanos() {
        return viewTimeNanos;
    }

    /** The quoted spread in basis points of the mid; zero without a two-sided quote. */
    public double spreadBps() {
        return bid > 0 && ask >= bid ? 2e4 * (ask - bid) / ((double) ask + bid) : 0;
    }

    void define(EngineEvent.InstrumentDefined event) {
        sector = event.sector();
        tradable = event.tradable();
    }

    void borrow(EngineEvent.BorrowUpdated event) {
        borrowListed = true;
        borrowAvailable = event.available().raw();
        borrowFeePercent = event.feePercentPerYear();
    }

    void restrict(boolean value) {
        restricted = value;
    }

    void view(EngineEvent.MarketView view) {
        last = view.last().raw();
        bid = view.bid().raw();
        ask = view.ask().raw();
        averageDailyVolume = view.averageDailyVolume().raw();
        dailyVolatility = view.dailyVolatility();
        halted = view.halted();
        viewTimeNanos = view.timeNanos();
    }

    /** A split changes what a share is: price and volume move to the new terms until the next view. */
    void split(long numerator, long denominator) {
        double ratio = (double) denominator / numerator;
        last = Math.round(last * ratio);
        bid = Math.round(bid * ratio);
        ask = Math.round(ask * ratio);
        averageDailyVolume = Math.round(averageDailyVolume / ratio);
    }

    void write(StateWriter out) {
        out.putString(id.value());
        out.putString(sector);
        out.putBoolean(tradable);
        out.putBoolean(restricted);
        out.putBoolean(borrowListed);
        out.putLong(borrowAvailable);
        out.putDouble(borrowFeePercent);
        out.putLong(last);
        out.putLong(bid);
        out.putLong(ask);
        out.putLong(averageDailyVolume);
        out.putDouble(dailyVolatility);
        out.putBoolean(halted);
        out.putLong(viewTimeNanos);
    }

    static InstrumentState read(StateReader in) {
        InstrumentState state = new InstrumentState(InstrumentId.of(in.getString()));
        state.sector = in.getString();
        state.tradable = in.getBoolean();
        state.restricted = in.getBoolean();
        state.borrowListed = in.getBoolean();
        state.borrowAvailable = in.getLong();
        state.borrowFeePercent = in.getDouble();
        state.last = in.getLong();
        state.bid = in.getLong();
        state.ask = in.getLong();
        state.averageDailyVolume = in.getLong();
        state.dailyVolatility = in.getDouble();
        state.halted = in.getBoolean();
        state.viewTimeNanos = in.getLong();
        return state;
    }
}
