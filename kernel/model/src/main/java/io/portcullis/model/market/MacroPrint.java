package io.portcullis.model.market;

/**
 * A published macro-economic number.
 *
 * @param series which series, such as {@code macro.vix}
 * @param field which field of it; {@code value} where there is only one
 * @param value in the series' own unit
 * @param eventTimeNanos the period that it describes
 * @param knownTimeNanos when it was published
 */
public record MacroPrint(String series, String field, double value, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
