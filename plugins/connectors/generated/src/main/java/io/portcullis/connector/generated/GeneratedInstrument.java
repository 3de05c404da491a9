package io.portcullis.connector.generated;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;

/**
 * One instrument: its fixed character and its price from day to day. Prices are whole cents; the rounded close is what the next
 * day builds on, so that returns can be recomputed from the bars. Not thread-safe.
 */
final class GeneratedInstrument {
    static final long CENT = Price.ONE / 100;

    private static final double CENTS = 100;
    private static final int LOT = 100;
    private static final double DRIFT_HALF_LIFE_DAYS = 60;
    private static final double DRIFT_KEPT = StrictMath.pow(0.5, 1 / DRIFT_HALF_LIFE_DAYS);
    private static final double NEWS_PROBABILITY = 0.012;
    private static final double NEWS_VOLATILITY = 0.04;

    private final InstrumentId id;
    private final Character character;
    private final SeededRandom random;
    private long closeCents;
    private double drift;
    private double pentUp;
    private double sharesPerDay;

    /**
     * What stays the same of an instrument.
     *
     * @param sector which sector; -1 for the benchmark, which is the market itself
     * @param marketBeta its part of the market's return
     * @param sectorBeta its part of its sector's return
     * @param volatility standard deviation a day of its own return
     * @param halfSpread half the bid-ask spread, as a fraction of the price
     */
    record Character(int sector, double marketBeta, double sectorBeta, double volatility, double halfSpread) {}

    GeneratedInstrument(
            InstrumentId id, Character character, SeededRandom random, double firstPrice, double sharesPerDay) {
        this.id = id;
        this.character = character;
        this.random = random;
        this.closeCents = cents(firstPrice);
        this.sharesPerDay = sharesPerDay;
    }

    /** Its own part of a day: a slow drift that persists, a fat-tailed shock and now and then news overnight. */
    DayReturns ownReturns(Regime regime, double momentum) {
        drift = DRIFT_KEPT * drift + StrictMath.sqrt(1 - DRIFT_KEPT * DRIFT_KEPT) * random.normal();
        DayReturns own = DayReturns.draw(
                random, drift * momentum * character.volatility, character.volatility * regime.stress());
        double jump = NEWS_VOLATILITY * random.fatTailed();
        return random.uniform() <= NEWS_PROBABILITY ? own.plusOvernight(jump) : own;
    }

    /** A day without trading: what would have happened waits for the next open. */
    void passHalted(DayReturns returns) {
        pentUp += returns.overnight() + returns.intraday();
    }

    /** Trades a day and gives its bar. */
    Bar trade(LocalDate session, long closeNanos, DayReturns returns, Regime regime) {
        double open = closeCents / CENTS * StrictMath.exp(returns.overnight() + pentUp);
        double close = open * StrictMath.exp(returns.intraday());
        double high = open * StrictMath.exp(bridgeExtreme(returns));
        double low = open / StrictMath.exp(bridgeExtreme(mirrored(returns)));
        double surprise = StrictMath.abs(returns.overnight() + returns.intraday()) / returns.intradayVolatility();
        pentUp = 0;
        closeCents = cents(close);
        return new Bar(
                id,
                BarPeriod.DAY,
                session,
                price(open),
                price(high),
                price(low),
                price(close),
                volume(surprise, regime),
                false,
                closeNanos,
                closeNanos);
    }

    /** The highest log price of a Brownian bridge from the open to the close; never below either. */
    private double bridgeExtreme(DayReturns returns) {
        double end = returns.intraday();
        double variance = returns.intradayVolatility() * returns.intradayVolatility();
        return 0.5 * (end + StrictMath.sqrt(end * end - 2 * variance * StrictMath.log(random.uniform())));
    }

    private static DayReturns mirrored(DayReturns returns) {
        return returns.times(-1);
    }

    private Quantity volume(double surprise, Regime regime) {
        double shares = sharesPerDay
                * StrictMath.exp(0.35 * random.normal())
                * (0.5 + 0.5 * StrictMath.min(surprise, 6))
                * regime.stress();
        return Quantity.ofShares(Math.max(1, Math.round(shares / LOT)) * LOT);
    }

    /** Applies new terms to the last close: split first, dividend per old share. */
    void apply(CorporateAction action) {
        double ratio = (double) action.splitDenominator() / action.splitNumerator();
        double cum = closeCents / CENTS - action.dividend().toDouble();
        closeCents = cents(cum * ratio);
        sharesPerDay /= ratio;
    }

    InstrumentId id() {
        return id;
    }

    Character character() {
        return character;
    }

    /** The last close in the currency's unit. */
    double lastClose() {
        return closeCents / CENTS;
    }

    double sharesPerDay() {
        return sharesPerDay;
    }

    static Price price(double price) {
        return new Price(cents(price) * CENT);
    }

    private static long cents(double price) {
        return Math.max(1, Math.round(price * CENTS));
    }
}
