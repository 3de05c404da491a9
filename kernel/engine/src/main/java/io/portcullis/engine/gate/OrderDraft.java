package io.portcullis.engine.gate;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderIntent;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * An order before judgement, from whatever side it comes.
 *
 * @param id our identifier
 * @param key the sender's key or the opportunity's identifier
 * @param account for which account
 * @param trader to whom it is attributed
 * @param instrument what
 * @param side buy or sell
 * @param quantity shares
 * @param type market or limit
 * @param limit the limit price; null for market orders
 * @param timeInForce how long it may work
 * @param opportunity what it came from; null for orders of people and systems
 * @param parent what it is a part of; null for an order of its own
 */
public record OrderDraft(
        ClientOrderId id,
        String key,
        AccountId account,
        TraderId trader,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        OrderType type,
        Price limit,
        TimeInForce timeInForce,
        Opportunity opportunity,
        ParentOrder parent) {
    /** To whom the agents' orders are attributed. */
    public static final TraderId AGENTS = TraderId.of("agents");

    /** To whom the exits of a flatten are attributed. */
    public static final TraderId FLATTEN = TraderId.of("flatten");

    /** True of names that only the engine's own orders may have: whoever sends orders must not be taken for it. */
    public static boolean isOurs(TraderId trader) {
        return trader.equals(AGENTS) || trader.equals(FLATTEN);
    }

    /** The draft of a request from outside. */
    public static OrderDraft of(ClientOrderId id, OrderRequest request) {
        return new OrderDraft(
                id,
                request.key().value(),
                request.account(),
                request.trader(),
                request.instrument(),
                request.side(),
                request.quantity(),
                request.type(),
                request.limit(),
                request.timeInForce(),
                null,
                request.parent());
    }

    /** The draft of an order that the engine wants itself; {@code opportunity} is null when none stands behind it. */
    public static OrderDraft of(
            ClientOrderId id, String key, TraderId trader, OrderIntent intent, Opportunity opportunity) {
        return new OrderDraft(
                id,
                key,
                intent.account(),
                trader,
                intent.instrument(),
                intent.side(),
                intent.quantity(),
                OrderType.LIMIT,
                intent.limit(),
                intent.timeInForce(),
                opportunity,
                null);
    }

    /** The same with a smaller quantity. */
    public OrderDraft withQuantity(Quantity smaller) {
        return new OrderDraft(
                id, key, account, trader, instrument, side, smaller, type, limit, timeInForce, opportunity, parent);
    }

    /** The name of the order that it is a part of; null for an order of its own. */
    public ClientOrderId parentId() {
        return parent == null ? null : parent.id();
    }
}
