package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Quantity;

/**
 * What can be borrowed for selling short, and at what fee. An instrument without one cannot be sold short.
 *
 * @param instrument what would be borrowed
 * @param available shares
 * @param feePercentPerYear fee in per cent a year
 * @param eventTimeNanos when the list was true
 * @param knownTimeNanos when it could be known
 */
public record BorrowAvailability(
        InstrumentId instrument, Quantity available, double feePercentPerYear, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
