package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import java.util.SortedMap;

/**
 * Items of a financial statement for one period, in whole currency units; an item that was not reported is absent.
 *
 * @param instrument the issuer
 * @param items value by item name
 * @param eventTimeNanos end of the period
 * @param knownTimeNanos when it was filed
 */
public record Fundamental(
        InstrumentId instrument, SortedMap<String, Double> items, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
