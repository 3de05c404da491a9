package io.portcullis.host.timemachine;

import io.portcullis.engine.order.Orders;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders that were known: all that were open, and those that ended on that trading day or the one before.
 *
 * @param open how many were open
 * @param known how many were known
 * @param leftOut known ones that are not listed, the oldest of those that were done
 * @param orders in the order in which they were judged
 */
record OrdersThen(int open, int known, int leftOut, List<Row> orders) {
    private static final int DONE_MAX = 10_000;

    /**
     * One order.
     *
     * @param orderId our identifier
     * @param key its sender's key, or the opportunity
     * @param instrument what is traded
     * @param side BUY or SELL
     * @param type MARKET or LIMIT
     * @param limit its price; empty for a market order
     * @param timeInForce how long it holds
     * @param verdict ALLOW, REDUCE or DENY
     * @param quantity shares that were allowed; for a denied order those that were asked for
     * @param cumQty shares that have traded
     * @param state where it stood
     * @param decidedAt when it was judged
     * @param lastEvent the last event about it; empty when its decision was not recorded yet
     * @param lastEventAt when
     * @param lastEventPosition where in the log; 0 without one
     */
    record Row(
            String orderId,
            String key,
            String instrument,
            String side,
            String type,
            String limit,
            String timeInForce,
            String verdict,
            String quantity,
            String cumQty,
            String state,
            String decidedAt,
            String lastEvent,
            String lastEventAt,
            long lastEventPosition) {}

    static OrdersThen of(Orders orders, EventSource log, long position) {
        List<TrackedOrder> shown = shown(orders);
        Map<String, RecordedEvent> last = lastEvents(shown, log, position);
        return new OrdersThen(
                orders.openCount(),
                orders.all().size(),
                orders.all().size() - shown.size(),
                shown.stream()
                        .map(order -> row(order, last.get(order.id().value())))
                        .toList());
    }

    private static List<TrackedOrder> shown(Orders orders) {
        Collection<TrackedOrder> all = orders.all();
        int skipped = Math.max(0, all.size() - orders.openCount() - DONE_MAX);
        List<TrackedOrder> shown = new ArrayList<>();
        for (TrackedOrder order : all) {
            if (order.state().done() && skipped > 0) {
                skipped--;
            } else {
                shown.add(order);
            }
        }
        return shown;
    }

    /** The state does not hold them: read from where the first of these orders was judged. */
    private static Map<String, RecordedEvent> lastEvents(List<TrackedOrder> orders, EventSource log, long position) {
        Map<String, RecordedEvent> last = new HashMap<>();
        if (orders.isEmpty()) {
            return last;
        }
        orders.forEach(order -> last.put(order.id().value(), null));
        long first = orders.stream().mapToLong(TrackedOrder::timeNanos).min().getAsLong();
        long from = log.lastAtTime(first - 1).map(RecordedEvent::position).orElse(log.startPosition());
        log.replay(from, position, (at, event) -> {
            String id = orderOf(event);
            if (id != null) {
                last.replace(id, new RecordedEvent(at, event));
            }
        });
        return last;
    }

    private static String orderOf(EngineEvent event) {
        if (event instanceof EngineEvent.VenueReported reported) {
            return reported.report().orderId().value();
        }
        if (event instanceof EngineEvent.GateDecided decided) {
            return decided.record().orderId().value();
        }
        if (event instanceof EngineEvent.OrderWithdrawn withdrawn) {
            return withdrawn.orderId().value();
        }
        return event instanceof EngineEvent.CancelRequested cancel
                ? cancel.orderId().value()
                : null;
    }

    private static Row row(TrackedOrder order, RecordedEvent last) {
        return new Row(
                order.id().value(),
                order.key(),
                order.instrument().value(),
                order.side().name(),
                order.type().name(),
                order.limit() == null ? "" : order.limit().toString(),
                order.timeInForce().name(),
                order.verdict().name(),
                Decimals.quantity(order.quantityRaw()),
                Decimals.quantity(order.filledRaw()),
                order.state().name(),
                Decimals.time(order.timeNanos()),
                last == null ? "" : Answers.name(last.event()),
                last == null ? "" : Decimals.time(last.event().timeNanos()),
                last == null ? 0 : last.position());
    }
}
