package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * What a day said about one option contract.
 *
 * @param instrument the underlying
 * @param expiry last day of the contract
 * @param right call or put
 * @param strike its strike, raw (not adjusted for splits)
 * @param kind what the values are about: {@code T} trades, {@code Q} the closing quote, {@code OI} open interest
 * @param values by the source's names, such as {@code close}, {@code bid_close}, {@code open_interest}; what was not said is
 *     absent
 * @param eventTimeNanos the close of the day
 * @param knownTimeNanos when it could be known
 */
public record OptionPrint(
        InstrumentId instrument,
        LocalDate expiry,
        OptionRight right,
        Price strike,
        String kind,
        SortedMap<String, Double> values,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {}
