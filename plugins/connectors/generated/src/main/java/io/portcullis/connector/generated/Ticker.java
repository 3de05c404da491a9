package io.portcullis.connector.generated;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.Quote;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;

/** One instrument within a live session: its mid moves from tick to tick, quotes stand around it, seconds become bars. */
final class Ticker {
    private static final double SECONDS_PER_SESSION = 23_400;
    private static final int LOT = 100;
    private static final double CENTS = 100;

    private final GeneratedInstrument instrument;
    private double mid;
    private double open;
    private double high;
    private double low;

    Ticker(GeneratedInstrument instrument) {
        this.instrument = instrument;
        this.mid = instrument.lastClose();
        startSecond();
    }

    /** Moves by the factors' part and its own. Volatility is the day's, spread over a session's seconds. */
    void move(double factors, double stress, double ticksPerSecond) {
        double own = instrument.character().volatility()
                * stress
                / StrictMath.sqrt(SECONDS_PER_SESSION * ticksPerSecond)
                * instrument.random().normal();
        mid = StrictMath.max(1 / CENTS, mid * StrictMath.exp(factors + own));
        high = StrictMath.max(high, mid);
        low = StrictMath.min(low, mid);
    }

    Quote quote(long nanos) {
        double half = instrument.character().halfSpread();
        long bid = Math.max(1, (long) StrictMath.floor(mid * (1 - half) * CENTS));
        long ask = Math.max(bid + 1, (long) StrictMath.ceil(mid * (1 + half) * CENTS));
        return new Quote(
                instrument.id(),
                new Price(bid * GeneratedInstrument.CENT),
                size(),
                new Price(ask * GeneratedInstrument.CENT),
                size(),
                nanos,
                nanos);
    }

    /** The bar of the second that ends now; the next one begins. */
    Bar bar(LocalDate session, long nanos) {
        double shares = instrument.sharesPerDay()
                / SECONDS_PER_SESSION
                * StrictMath.exp(0.8 * instrument.random().normal());
        Bar bar = new Bar(
                instrument.id(),
                BarPeriod.SECOND,
                session,
                GeneratedInstrument.price(open),
                GeneratedInstrument.price(high),
                GeneratedInstrument.price(low),
                GeneratedInstrument.price(mid),
                Quantity.ofShares(Math.round(shares)),
                false,
                nanos,
                nanos);
        startSecond();
        return bar;
    }

    private void startSecond() {
        open = mid;
        high = mid;
        low = mid;
    }

    private Quantity size() {
        return Quantity.ofShares((long) LOT * (1 + instrument.random().below(40)));
    }

    GeneratedInstrument instrument() {
        return instrument;
    }
}
