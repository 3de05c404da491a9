package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;

/**
 * Trading in an instrument stopped or resumed.
 *
 * @param instrument which one
 * @param halted true from the stop on, false from the resumption on
 * @param eventTimeNanos when
 * @param knownTimeNanos when it could be known
 */
public record TradingHalt(InstrumentId instrument, boolean halted, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
