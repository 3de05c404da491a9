package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every order the venue ever had, the working ones by instrument in order of arrival, and all executions. Not thread-safe. */
final class Books {
    private final Map<ClientOrderId, WorkingOrder> all = new HashMap<>();
    private final Map<ClientOrderId, WorkingOrder> working = new LinkedHashMap<>();
    private final Map<InstrumentId, Map<ClientOrderId, WorkingOrder>> workingByInstrument = new HashMap<>();
    private final List<Fill> fills = new ArrayList<>();

    boolean contains(ClientOrderId id) {
        return all.containsKey(id);
    }

    WorkingOrder find(ClientOrderId id) {
        return all.get(id);
    }

    int size() {
        return all.size();
    }

    void add(WorkingOrder order) {
        all.put(order.order.orderId(), order);
    }

    /** Applies a report to its order and keeps the lists of working orders and executions in step. */
    void apply(WorkingOrder order, VenueReport report) {
        order.apply(report);
        ClientOrderId id = order.order.orderId();
        if (report instanceof VenueReport.Filled filled) {
            fills.add(filled.fill());
        }
        if (order.isWorking()) {
            working.putIfAbsent(id, order);
            workingByInstrument
                    .computeIfAbsent(order.order.instrument(), instrument -> new LinkedHashMap<>())
                    .putIfAbsent(id, order);
        } else if (working.remove(id) != null) {
            workingByInstrument.get(order.order.instrument()).remove(id);
        }
    }

    Collection<WorkingOrder> working() {
        return working.values();
    }

    /** A copy, because executing an order takes it out of the list. */
    List<WorkingOrder> workingIn(InstrumentId instrument) {
        Map<ClientOrderId, WorkingOrder> orders = workingByInstrument.get(instrument);
        return orders == null ? List.of() : List.copyOf(orders.values());
    }

    List<ClientOrderId> openOrders() {
        return List.copyOf(working.keySet());
    }

    /** Executions are in order of time, so the answer is a tail of the list. */
    List<Fill> fillsSince(long timeNanos) {
        int from = fills.size();
        while (from > 0 && fills.get(from - 1).eventTimeNanos() >= timeNanos) {
            from--;
        }
        return List.copyOf(fills.subList(from, fills.size()));
    }
}
