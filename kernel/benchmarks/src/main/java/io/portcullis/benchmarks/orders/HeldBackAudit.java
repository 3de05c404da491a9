package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.VenueReport;
import io.portcullis.transport.EventCursor;

/** Where kills land among the orders: each that was allowed was either filled at the venue or held back, and none both. */
final class HeldBackAudit {
    private HeldBackAudit() {}

    static void run(TradingNode node, long sent) throws WrongAnswerException {
        Sequence allowed = new Sequence();
        Sequence ended = new Sequence();
        Sequence filled = new Sequence();
        long decisions = 0;
        try (EventCursor events =
                node.log().read(node.log().startPosition(), node.log().recordedPosition())) {
            while (events.next()) {
                if (events.event() instanceof EngineEvent.GateDecided decided) {
                    decisions++;
                    if (decided.record().decision().passes()) {
                        allowed.add(decided.record().orderId());
                    }
                } else if (events.event() instanceof EngineEvent.VenueReported reported
                        && !(reported.report() instanceof VenueReport.Accepted)) {
                    ended.add(reported.report().orderId());
                    if (reported.report() instanceof VenueReport.Filled) {
                        filled.add(reported.report().orderId());
                    }
                }
            }
        }
        // The channel takes orders one after the other, so their ends are in the order of the decisions.
        if (decisions != sent
                || !allowed.same(ended)
                || !filled.same(node.venue().submitted())) {
            throw new WrongAnswerException(
                    sent + " orders were sent, " + decisions + " decided; allowed were " + allowed
                            + ", ended " + ended + ", filled " + filled + ", the venue got "
                            + node.venue().submitted());
        }
    }
}
