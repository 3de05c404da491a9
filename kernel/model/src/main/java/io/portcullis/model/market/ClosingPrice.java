package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The last price of a trading day, raw, where nothing else of that day is known. It is no {@link Bar}: it moves features, but
 * nothing can be filled at it.
 *
 * @param instrument what traded
 * @param session the exchange's trading date
 * @param price the close, positive
 * @param volume shares traded, not negative; zero when unknown
 * @param eventTimeNanos when the session closed
 * @param knownTimeNanos when the price could be known
 */
public record ClosingPrice(
        InstrumentId instrument,
        LocalDate session,
        Price price,
        Quantity volume,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {

    /** Refuses a price of zero and a negative volume. */
    public ClosingPrice {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(session, "session");
        if (price.raw() == 0) {
            throw new IllegalArgumentException("a price of zero is no price");
        }
        if (volume.signum() < 0) {
            throw new IllegalArgumentException("volume must not be negative, got " + volume);
        }
    }
}
