package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Open, high, low, close and volume of one period, raw (not adjusted for splits or dividends).
 *
 * @param instrument what traded
 * @param period how long the bar is
 * @param session the exchange's trading date
 * @param open first price of the period
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume shares traded, not negative
 * @param suspect true when the source is known to be doubtful on this day: such a bar moves no feature and fills no order
 * @param eventTimeNanos when the period ended
 * @param knownTimeNanos when the bar could be known; its end unless the source says otherwise
 */
public record Bar(
        InstrumentId instrument,
        BarPeriod period,
        LocalDate session,
        Price open,
        Price high,
        Price low,
        Price close,
        Quantity volume,
        boolean suspect,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {

    /** Refuses a high below the low, prices outside [low, high], zero prices and negative volume. */
    public Bar {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(session, "session");
        if (high.raw() < low.raw()) {
            throw new IllegalArgumentException("high " + high + " is below low " + low);
        }
        if (low.raw() == 0) {
            throw new IllegalArgumentException("a price of zero is no price");
        }
        requireInside("open", open, low, high);
        requireInside("close", close, low, high);
        if (volume.signum() < 0) {
            throw new IllegalArgumentException("volume must not be negative, got " + volume);
        }
    }

    private static void requireInside(String name, Price price, Price low, Price high) {
        if (price.raw() < low.raw() || price.raw() > high.raw()) {
            throw new IllegalArgumentException(name + " " + price + " is outside low " + low + " to high " + high);
        }
    }
}
