package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * The best bid and offer; a side without interest has price and size zero.
 *
 * @param instrument what is quoted
 * @param bid best bid
 * @param bidSize shares at the bid
 * @param ask best offer
 * @param askSize shares at the offer
 * @param eventTimeNanos when the quote was made
 * @param knownTimeNanos when it could be known
 */
public record Quote(
        InstrumentId instrument,
        Price bid,
        Quantity bidSize,
        Price ask,
        Quantity askSize,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {}
