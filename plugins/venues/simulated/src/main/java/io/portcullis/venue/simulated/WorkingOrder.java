package io.portcullis.venue.simulated;

import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;

/** An order in the books: what is left of it and what was last said about it. Not thread-safe. */
final class WorkingOrder {
    final NewOrder order;
    /** Position in the order of arrival; who came first is served first. */
    final long sequence;
    /** When it arrived: never before the decision that it comes from. */
    final long receivedNanos;

    private long leaves;
    private VenueReport latest;
    private boolean working;
    /** In the book since an earlier instant, so that it trades at its own limit and not at the far side. */
    private boolean resting;

    WorkingOrder(NewOrder order, long sequence, long receivedNanos) {
        this.order = order;
        this.sequence = sequence;
        this.receivedNanos = receivedNanos;
        this.leaves = order.quantity().raw();
    }

    Quantity leaves() {
        return new Quantity(leaves);
    }

    long leavesRaw() {
        return leaves;
    }

    VenueReport latest() {
        return latest;
    }

    boolean isWorking() {
        return working;
    }

    boolean isResting() {
        return resting;
    }

    void rest() {
        resting = true;
    }

    /** Takes over what a report says, so that books and reports cannot disagree. */
    void apply(VenueReport report) {
        latest = report;
        if (report instanceof VenueReport.Accepted) {
            working = true;
        } else if (report instanceof VenueReport.Filled filled) {
            leaves = Math.subtractExact(leaves, filled.fill().quantity().raw());
            if (leaves < 0) {
                throw new IllegalStateException("order " + order.orderId() + " is filled beyond its quantity");
            }
            working = leaves > 0;
        } else {
            working = false;
        }
    }
}
