package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import java.time.LocalDate;

/**
 * A split, a cash dividend or both, effective before the open of the ex-date. Split first, dividend per old share.
 *
 * @param instrument whose shares
 * @param exDate the first trading date on the new terms
 * @param splitNumerator new shares ...
 * @param splitDenominator ... per this many old shares; 1 and 1 when there is no split
 * @param dividend cash per old share; zero when there is none
 * @param eventTimeNanos the open of the ex-date
 * @param knownTimeNanos when it is applied: before that open
 */
public record CorporateAction(
        InstrumentId instrument,
        LocalDate exDate,
        long splitNumerator,
        long splitDenominator,
        Price dividend,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {

    /** Refuses ratios that are not positive. */
    public CorporateAction {
        if (splitNumerator <= 0 || splitDenominator <= 0) {
            throw new IllegalArgumentException(
                    "split must be a positive ratio, got " + splitNumerator + "/" + splitDenominator);
        }
    }

    /** True when shares change in number. */
    public boolean isSplit() {
        return splitNumerator != splitDenominator;
    }
}
