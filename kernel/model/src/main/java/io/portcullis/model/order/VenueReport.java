package io.portcullis.model.order;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueOrderId;

/**
 * What a venue says about an order (FIX ExecutionReport). Immutable and thread-safe.
 *
 * <p>Rejected is the venue's word, denied is ours: a report never says denied.
 */
public sealed interface VenueReport {
    /** Which order it is about. */
    ClientOrderId orderId();

    /** When it happened at the venue, nanoseconds since the epoch. */
    long eventTimeNanos();

    /**
     * The venue has the order.
     *
     * @param orderId which one
     * @param venueOrderId the venue's identifier
     * @param eventTimeNanos when
     */
    record Accepted(ClientOrderId orderId, VenueOrderId venueOrderId, long eventTimeNanos) implements VenueReport {}

    /**
     * The venue refused the order.
     *
     * @param orderId which one
     * @param reason the venue's text
     * @param eventTimeNanos when
     */
    record Rejected(ClientOrderId orderId, String reason, long eventTimeNanos) implements VenueReport {}

    /**
     * Part or all of the order traded.
     *
     * @param fill the execution
     */
    record Filled(Fill fill) implements VenueReport {
        @Override
        public ClientOrderId orderId() {
            return fill.orderId();
        }

        @Override
        public long eventTimeNanos() {
            return fill.eventTimeNanos();
        }
    }

    /**
     * What was left of the order is gone: cancelled by us, expired, or not fillable under its time in force.
     *
     * @param orderId which one
     * @param reason why
     * @param eventTimeNanos when
     */
    record Canceled(ClientOrderId orderId, String reason, long eventTimeNanos) implements VenueReport {}

    /**
     * A cancel came too late or for an order that the venue does not know; the order's state is not changed by it.
     *
     * @param orderId which one
     * @param reason the venue's text
     * @param eventTimeNanos when
     */
    record CancelRejected(ClientOrderId orderId, String reason, long eventTimeNanos) implements VenueReport {}

    /**
     * Answer to a query: the venue has never seen the order.
     *
     * @param orderId which one
     * @param eventTimeNanos when it was asked
     */
    record Unknown(ClientOrderId orderId, long eventTimeNanos) implements VenueReport {}

    /**
     * Our own channel did not let the order out: a kill landed after the gate's decision, or the link was down. It never
     * reached the venue.
     *
     * @param orderId which one
     * @param reason why
     * @param eventTimeNanos when
     */
    record Unsent(ClientOrderId orderId, String reason, long eventTimeNanos) implements VenueReport {}
}
