package io.portcullis.engine.order;

import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;

/**
 * Applies venue reports to orders, reservations and positions (step 8). A report is a fact: one that cannot be true of the
 * order as we know it is counted as an anomaly, and the order keeps its state, but an execution always counts.
 */
public final class OrderDesk {
    private final Orders orders;
    private final Portfolio portfolio;
    private final Parents parents;

    /** Works on these books. */
    public OrderDesk(Orders orders, Portfolio portfolio, Parents parents) {
        this.orders = orders;
        this.portfolio = portfolio;
        this.parents = parents;
    }

    /** What a report turned out to be. */
    public enum Outcome {
        /** It moved the order on. */
        APPLIED,
        /** It was an execution that counted. */
        FILLED,
        /** It was seen before, or changes nothing. */
        IGNORED,
        /** It is about an order that we do not know. */
        UNKNOWN_ORDER,
        /** It cannot follow the order's state. */
        IMPOSSIBLE,
        /** More was filled than was ordered: it counts, and trading must stop. */
        OVERFILLED
    }

    /** Applies one report. */
    public Outcome on(VenueReport report) {
        TrackedOrder order = orders.find(report.orderId());
        if (report instanceof VenueReport.Filled filled) {
            return fill(order, filled.fill());
        }
        if (order == null) {
            return Outcome.UNKNOWN_ORDER;
        }
        if (report instanceof VenueReport.CancelRejected) {
            return Outcome.IGNORED;
        }
        if (order.state().done()) {
            return Outcome.IGNORED;
        }
        if (order.state() == OrderState.PENDING_RECORD) {
            return Outcome.IMPOSSIBLE;
        }
        if (report instanceof VenueReport.Accepted) {
            orders.move(order, order.filledRaw() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.ACCEPTED);
        } else if (report instanceof VenueReport.Rejected) {
            end(order, OrderState.REJECTED);
        } else if (report instanceof VenueReport.Canceled) {
            end(order, OrderState.CANCELED);
        } else {
            end(order, OrderState.UNSENT);
        }
        return Outcome.APPLIED;
    }

    private Outcome fill(TrackedOrder order, Fill fill) {
        if (portfolio.position(fill.instrument()) == null) {
            return Outcome.UNKNOWN_ORDER;
        }
        if (!orders.firstSight(fill.execId())) {
            return Outcome.IGNORED;
        }
        portfolio.apply(fill);
        if (order == null) {
            return Outcome.OVERFILLED;
        }
        long covered = Math.min(order.openRaw(), fill.quantity().raw());
        if (covered > 0) {
            portfolio.release(order.instrument(), order.side(), covered);
        }
        // what comes after its end, or beyond it, was not taken before
        parents.giveBack(order.parent(), covered - fill.quantity().raw());
        orders.fill(order, fill.quantity().raw());
        if (order.filledRaw() > order.quantityRaw()) {
            orders.move(order, OrderState.FILLED);
            return Outcome.OVERFILLED;
        }
        if (!order.state().done()) {
            boolean complete = order.filledRaw() == order.quantityRaw();
            orders.move(order, complete ? OrderState.FILLED : OrderState.PARTIALLY_FILLED);
        }
        return Outcome.FILLED;
    }

    /** Ends an order and frees what it had reserved. */
    public void end(TrackedOrder order, OrderState state) {
        long open = order.openRaw();
        if (open > 0) {
            portfolio.release(order.instrument(), order.side(), open);
            parents.giveBack(order.parent(), open);
        }
        orders.move(order, state);
    }
}
