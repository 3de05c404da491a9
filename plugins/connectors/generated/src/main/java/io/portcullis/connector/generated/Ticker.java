package io.portcullis.connector.generated;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.Quote;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;

/**
 * One instrument within a live session: its mid moves once a second, quotes stand around it, seconds become bars. Sizes and
 * volumes come from the second's own random numbers, so that going over a day without handing it out stays cheap. Not thread-safe.
 */
final class Ticker {
    private static final long STREAM_MOVES = 10_000;
    private static final long STREAM_SIZES = 20_000;
    private static final int LOT = 100;
    private static final int LOTS_MAX = 40;
    private static final double CENTS = 100;

    private final GeneratedInstrument instrument;
    private final long seed;
    private final int index;
    private final SeededRandom moves;
    private SeededRandom sizes;
    private double logMid;
    private double logMidBefore;
    private double high;
    private double low;

    Ticker(GeneratedInstrument instrument, long seed, int index) {
        this.instrument = instrument;
        this.seed = seed;
        this.index = index;
        this.moves = new SeededRandom(seed, STREAM_MOVES + index);
        this.logMid = StrictMath.log(instrument.lastClose());
    }

    /** Moves by a second: the factors' part and its own. Volatility is the day's, spread over a session's seconds. */
    void move(double factors, double stress) {
        logMidBefore = logMid;
        logMid += factors + instrument.character().volatility() * stress * LivePath.PART_OF_DAY * moves.normal();
    }

    /** From here on the current second is handed out. */
    void startSecond(long second) {
        sizes = new SeededRandom(seed ^ second, STREAM_SIZES + index);
        double open = StrictMath.exp(logMidBefore);
        double close = StrictMath.exp(logMid);
        high = StrictMath.max(open, close);
        low = StrictMath.min(open, close);
    }

    /** A quote within the second, on a random bridge from its beginning to its end. */
    Quote quote(double partOfSecond, long nanos) {
        double wiggle = instrument.character().volatility()
                * LivePath.PART_OF_DAY
                * StrictMath.sqrt(partOfSecond * (1 - partOfSecond))
                * sizes.normal();
        double mid = StrictMath.exp(logMidBefore + (logMid - logMidBefore) * partOfSecond + wiggle);
        high = StrictMath.max(high, mid);
        low = StrictMath.min(low, mid);
        double half = instrument.character().halfSpread();
        long bid = Math.max(1, (long) StrictMath.floor(mid * (1 - half) * CENTS));
        long ask = Math.max(bid + 1, (long) StrictMath.ceil(mid * (1 + half) * CENTS));
        return new Quote(instrument.id(), price(bid), size(), price(ask), size(), nanos, nanos);
    }

    /** The bar of the second that ends now. */
    Bar bar(LocalDate session, long nanos) {
        double shares = instrument.sharesPerDay()
                * LivePath.PART_OF_DAY
                * LivePath.PART_OF_DAY
                * StrictMath.exp(0.8 * sizes.normal());
        return new Bar(
                instrument.id(),
                BarPeriod.SECOND,
                session,
                GeneratedInstrument.price(StrictMath.exp(logMidBefore)),
                GeneratedInstrument.price(high),
                GeneratedInstrument.price(low),
                GeneratedInstrument.price(StrictMath.exp(logMid)),
                Quantity.ofShares(Math.round(shares)),
                false,
                nanos,
                nanos);
    }

    private static Price price(long cents) {
        return new Price(cents * GeneratedInstrument.CENT);
    }

    private Quantity size() {
        return Quantity.ofShares((long) LOT * (1 + sizes.below(LOTS_MAX)));
    }

    GeneratedInstrument instrument() {
        return instrument;
    }
}
