package io.portcullis.model.order;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Objects;

/**
 * What a person or a system asks for, before the gate.
 *
 * @param key the sender's own key; the same key again is answered with the first order, never a second one
 * @param account for which account
 * @param trader to whom the order is attributed
 * @param instrument what
 * @param side buy or sell
 * @param quantity shares, positive
 * @param type market or limit
 * @param limit the limit price; null exactly for market orders
 * @param timeInForce how long it may work
 * @param parent what it is a part of; null for an order of its own
 */
public record OrderRequest(
        IdempotencyKey key,
        AccountId account,
        TraderId trader,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        OrderType type,
        Price limit,
        TimeInForce timeInForce,
        ParentOrder parent) {

    /** An order of its own. */
    public OrderRequest(
            IdempotencyKey key,
            AccountId account,
            TraderId trader,
            InstrumentId instrument,
            Side side,
            Quantity quantity,
            OrderType type,
            Price limit,
            TimeInForce timeInForce) {
        this(key, account, trader, instrument, side, quantity, type, limit, timeInForce, null);
    }

    /** Refuses what no venue could read: missing parts, a quantity that is not positive, a limit on a market order. */
    public OrderRequest {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(trader, "trader");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(timeInForce, "timeInForce");
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("quantity must be positive, got " + quantity);
        }
        if ((type == OrderType.LIMIT) != (limit != null)) {
            throw new IllegalArgumentException(
                    "a limit order needs a limit and a market order has none, got " + type + " with limit " + limit);
        }
        if (limit != null && limit.raw() == 0) {
            throw new IllegalArgumentException("limit must be above zero");
        }
    }
}
