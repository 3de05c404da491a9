package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.order.VenueReport;
import io.portcullis.transport.EventCursor;
import java.util.List;
import java.util.TreeMap;

/**
 * From the outside: every decision in the log against what is right for that order and the pack that judged then, the venue and the fills against the orders
 * that were allowed, and the books against all of them.
 */
final class Audit {
    private final TradingNode node;
    private final OrderStream again;
    private final List<Market.Listing> listings;
    private final Sequence allowed = new Sequence();
    private final Sequence filled = new Sequence();
    /** By the position of its activation. */
    private final TreeMap<Long, PackHash> packs = new TreeMap<>();

    private long decisions;

    /**
     * An audit to be run once.
     *
     * @param node ended
     * @param again the same orders from the first one on
     * @param listings what was traded
     */
    Audit(TradingNode node, OrderStream again, List<Market.Listing> listings) {
        this.node = node;
        this.again = again;
        this.listings = listings;
    }

    void run(long sent) throws WrongAnswerException {
        try (EventCursor events =
                node.log().read(node.log().startPosition(), node.log().recordedPosition())) {
            while (events.next()) {
                if (events.event() instanceof EngineEvent.GateDecided decided) {
                    decisions++;
                    check(again.next(), decided.record());
                } else if (events.event() instanceof EngineEvent.PackActivated activated) {
                    packs.put(events.position(), activated.pack());
                } else if (events.event() instanceof EngineEvent.VenueReported reported
                        && reported.report() instanceof VenueReport.Filled fill) {
                    filled.add(fill.orderId());
                }
            }
        }
        if (decisions != sent) {
            throw new WrongAnswerException(sent + " orders were sent, the log holds " + decisions + " decisions");
        }
        if (!allowed.same(node.venue().submitted()) || !filled.same(allowed)) {
            throw new WrongAnswerException("the log allows " + allowed + ", the venue got "
                    + node.venue().submitted() + ", filled were " + filled);
        }
        for (Market.Listing each : listings) {
            if (!node.position(each.id()).equals(again.position(each.id()))) {
                throw new WrongAnswerException("the books hold " + node.position(each.id()) + " of " + each.id()
                        + ", the orders come to " + again.position(each.id()));
            }
        }
    }

    private void check(OrderStream.Question question, DecisionRecord record) throws WrongAnswerException {
        List<String> rules =
                record.decision().reasons().stream().map(Reason::label).toList();
        List<String> right = question.passes() ? List.of() : List.of(OrderStream.DENYING_RULE);
        PackHash judging = packs.lowerEntry(record.causePosition()).getValue();
        if (!record.decision().pack().equals(judging)) {
            throw new WrongAnswerException(
                    question + " was judged by pack " + record.decision().pack() + ", active was " + judging);
        }
        boolean same = record.key().equals(question.request().key().value());
        if (!same || record.decision().passes() != question.passes() || !rules.equals(right)) {
            throw new WrongAnswerException(
                    question + " was answered with " + record.key() + " " + record.decision() + ", right is " + right);
        }
        if (question.passes()) {
            allowed.add(record.orderId());
        }
    }
}
