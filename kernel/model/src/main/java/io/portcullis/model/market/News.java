package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;

/**
 * A piece of text about an instrument.
 *
 * @param instrument whom it is about
 * @param source who published it
 * @param text the text as published; never interpreted as markup or code
 * @param eventTimeNanos when it was published
 * @param knownTimeNanos when it could be known
 */
public record News(InstrumentId instrument, String source, String text, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
