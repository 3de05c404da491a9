package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * One print on a market.
 *
 * @param instrument what traded
 * @param price at which price
 * @param size shares
 * @param conditions the venue's condition codes as it writes them; empty when there are none
 * @param eventTimeNanos when it traded
 * @param knownTimeNanos when it could be known
 */
public record Trade(
        InstrumentId instrument,
        Price price,
        Quantity size,
        String conditions,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {}
