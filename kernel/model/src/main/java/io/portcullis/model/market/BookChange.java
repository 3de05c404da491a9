package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * A new size at one price level of an order book; size zero removes the level.
 *
 * @param instrument whose book
 * @param side which side of it
 * @param price which level
 * @param size the level's new size
 * @param eventTimeNanos when the book changed
 * @param knownTimeNanos when it could be known
 */
public record BookChange(
        InstrumentId instrument, Side side, Price price, Quantity size, long eventTimeNanos, long knownTimeNanos)
        implements MarketEvent {}
