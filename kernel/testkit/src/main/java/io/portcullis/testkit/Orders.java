package io.portcullis.testkit;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/** Builds orders: {@code Orders.buy("AAA", 100).limit(101).id("o-1").newOrder()}. A market order for the day until told more. */
public final class Orders {
    private final InstrumentId instrument;
    private final Side side;
    private final Quantity quantity;
    private String id = "o-1";
    private Price limit;
    private TimeInForce timeInForce = TimeInForce.DAY;
    private boolean reducing;
    private long timeNanos;
    private Attribution whose = Attribution.NONE;

    private Orders(Side side, String instrument, long shares) {
        this.instrument = InstrumentId.of(instrument);
        this.side = side;
        this.quantity = Quantity.ofShares(shares);
    }

    /** Buys so many shares. */
    public static Orders buy(String instrument, long shares) {
        return new Orders(Side.BUY, instrument, shares);
    }

    /** Sells so many shares. */
    public static Orders sell(String instrument, long shares) {
        return new Orders(Side.SELL, instrument, shares);
    }

    /** Under this order id, or idempotency key of a request. */
    public Orders id(String text) {
        id = text;
        return this;
    }

    /** At this price or better. */
    public Orders limit(double price) {
        limit = Price.of(price);
        return this;
    }

    /** For the next opening only. */
    public Orders atTheOpening() {
        timeInForce = TimeInForce.AT_THE_OPENING;
        return this;
    }

    /** At once or not at all. */
    public Orders immediateOrCancel() {
        timeInForce = TimeInForce.IMMEDIATE_OR_CANCEL;
        return this;
    }

    /** Marked as lowering the position. */
    public Orders reducing() {
        reducing = true;
        return this;
    }

    /** Decided at this engine time, nanoseconds since the epoch. */
    public Orders at(long nanos) {
        timeNanos = nanos;
        return this;
    }

    /** Whose order it is. */
    public Orders whose(Attribution attribution) {
        whose = attribution;
        return this;
    }

    /** As the router sends it. */
    public VenueCommand.NewOrder newOrder() {
        return new VenueCommand.NewOrder(
                ClientOrderId.of(id),
                instrument,
                side,
                quantity,
                type(),
                limit,
                timeInForce,
                reducing,
                timeNanos,
                whose);
    }

    /** As a person or a system asks for it. */
    public OrderRequest request() {
        return new OrderRequest(
                IdempotencyKey.of(id),
                AccountId.of("account"),
                TraderId.of("trader"),
                instrument,
                side,
                quantity,
                type(),
                limit,
                timeInForce);
    }

    private OrderType type() {
        return limit == null ? OrderType.MARKET : OrderType.LIMIT;
    }
}
