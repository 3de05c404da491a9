package io.portcullis.engine;

import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.VenueCommand;

/**
 * Withdraws orders, each once. Cancels and exits share a budget; what is beyond it waits for the next second, stays open and is
 * shown as unresolved: a venue that is sent more than it takes cuts the line, and then nothing is cancelled. Engine thread only.
 */
final class Cancels {
    private final Books books;
    private final double perSecondMax;

    Cancels(Books books) {
        this.books = books;
        this.perSecondMax = books.settings().number("safety.exits.per.second.max");
    }

    /** Withdraws an order, unless it is over, or being withdrawn. */
    void cancel(TrackedOrder order, String reason, long nowNanos, Outbox out) {
        if (order == null || order.state().done() || order.cancel() != TrackedOrder.Cancel.NONE) {
            return;
        }
        if (order.state() == OrderState.PENDING_RECORD) {
            withdraw(order, reason, nowNanos, out);
        } else if (!send(order, nowNanos, out)) {
            books.orders().cancel(order, TrackedOrder.Cancel.WAITING);
        }
    }

    private boolean send(TrackedOrder order, long nowNanos, Outbox out) {
        if (!books.counters().cancel(nowNanos, perSecondMax)) {
            return false;
        }
        books.orders().cancel(order, TrackedOrder.Cancel.SENT);
        VenueCommand command = new VenueCommand.CancelOrder(order.id(), nowNanos);
        out.send(books.router().route(command), command);
        return true;
    }

    /** Another process sent the cancel, or was about to: it is owed once more. Asking twice does no harm, forgetting it would. */
    void doubt(TrackedOrder order) {
        if (order.cancel() == TrackedOrder.Cancel.SENT) {
            books.orders().cancel(order, TrackedOrder.Cancel.WAITING);
        }
    }

    /** Sends what had to wait, in the order in which the orders were judged, as far as the budget goes. */
    void catchUp(long nowNanos, Outbox out) {
        if (books.orders().cancelsWaiting() == 0) {
            return;
        }
        for (TrackedOrder order : books.orders().open()) {
            if (order.cancel() == TrackedOrder.Cancel.WAITING && !send(order, nowNanos, out)) {
                return;
            }
        }
    }

    /**
     * Its decision is on its way to the log and no longer holds; said behind it, because a reader of the log would take an order
     * with a recorded ALLOW for sent. The reason carries no free text of a person: its length must fit into the log.
     */
    void withdraw(TrackedOrder order, String reason, long nowNanos, Outbox out) {
        books.desk().end(order, OrderState.UNSENT);
        out.append(new EngineEvent.OrderWithdrawn(nowNanos, order.id(), reason));
    }
}
