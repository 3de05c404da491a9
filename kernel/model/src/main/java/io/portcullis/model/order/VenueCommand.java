package io.portcullis.model.order;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/** What the router tells a venue (step 7). Immutable and thread-safe. */
public sealed interface VenueCommand {
    /** Which order it is about. */
    ClientOrderId orderId();

    /**
     * A new order; the gate has allowed it and that decision is recorded.
     *
     * @param orderId our identifier, never used twice
     * @param instrument what
     * @param side buy or sell
     * @param quantity shares, positive
     * @param type market or limit
     * @param limit the limit price; null exactly for market orders
     * @param timeInForce how long it may work
     * @param reducing true when it can only lower the worst-case absolute position, so that REDUCE_ONLY lets it pass
     * @param timeNanos engine time of the decision, nanoseconds since the epoch
     * @param whose whose order it is
     */
    record NewOrder(
            ClientOrderId orderId,
            InstrumentId instrument,
            Side side,
            Quantity quantity,
            OrderType type,
            Price limit,
            TimeInForce timeInForce,
            boolean reducing,
            long timeNanos,
            Attribution whose)
            implements VenueCommand {
        /** An order as a venue sees it: whose it is was looked at before it left. */
        public NewOrder(
                ClientOrderId orderId,
                InstrumentId instrument,
                Side side,
                Quantity quantity,
                OrderType type,
                Price limit,
                TimeInForce timeInForce,
                boolean reducing,
                long timeNanos) {
            this(orderId, instrument, side, quantity, type, limit, timeInForce, reducing, timeNanos, Attribution.NONE);
        }
    }

    /**
     * Withdraw what is left of an order.
     *
     * @param orderId which one
     * @param timeNanos engine time, nanoseconds since the epoch
     */
    record CancelOrder(ClientOrderId orderId, long timeNanos) implements VenueCommand {}

    /**
     * Say what became of an order whose answer may have been lost.
     *
     * @param orderId which one
     * @param timeNanos engine time, nanoseconds since the epoch
     */
    record QueryOrder(ClientOrderId orderId, long timeNanos) implements VenueCommand {}
}
