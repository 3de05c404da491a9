package com.example.venue.pluginname;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the venue knows of its orders. An order id is used once, whatever became of it. Not thread-safe. */
final class OrderBook {
    private final VenueId venue;
    private final PluginNameSettings settings;
    private final Map<ClientOrderId, NewOrder> working = new LinkedHashMap<>();
    private final Map<ClientOrderId, VenueReport> latest = new TreeMap<>();
    private final List<Fill> fills = new ArrayList<>();

    OrderBook(VenueId venue, PluginNameSettings settings) {
        this.venue = venue;
        this.settings = settings;
    }

    VenueReport accept(NewOrder order, long timeNanos) {
        if (latest.containsKey(order.orderId())) {
            // Not recorded: the first order's state stays what it is.
            return new VenueReport.Rejected(order.orderId(), "order id was used before", timeNanos);
        }
        VenueOrderId number = VenueOrderId.of(venue + "-" + latest.size());
        working.put(order.orderId(), order);
        return record(new VenueReport.Accepted(order.orderId(), number, timeNanos));
    }

    VenueReport cancel(ClientOrderId orderId, long timeNanos) {
        NewOrder order = working.get(orderId);
        if (order == null) {
            String reason = latest.containsKey(orderId) ? "too late" : "unknown order";
            return new VenueReport.CancelRejected(orderId, reason, timeNanos);
        }
        return withdraw(order, "by request", timeNanos);
    }

    VenueReport withdraw(NewOrder order, String reason, long timeNanos) {
        working.remove(order.orderId());
        return record(new VenueReport.Canceled(order.orderId(), reason, timeNanos));
    }

    VenueReport fill(NewOrder order, Price price, long timeNanos) {
        working.remove(order.orderId());
        double fee = settings.feePerShare() * order.quantity().toDouble();
        Fill fill = new Fill(
                ExecId.of(venue + "-x" + fills.size()),
                order.orderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                price,
                Money.of(fee, settings.currency()),
                timeNanos);
        fills.add(fill);
        return record(new VenueReport.Filled(fill));
    }

    private VenueReport record(VenueReport report) {
        latest.put(report.orderId(), report);
        return report;
    }

    VenueReport latest(ClientOrderId orderId, long timeNanos) {
        VenueReport report = latest.get(orderId);
        return report == null ? new VenueReport.Unknown(orderId, timeNanos) : report;
    }

    /** In order of arrival; a copy, so that filling one does not disturb the walk over the others. */
    List<NewOrder> working() {
        return List.copyOf(working.values());
    }

    List<Fill> fillsSince(long timeNanos) {
        return fills.stream().filter(fill -> fill.eventTimeNanos() >= timeNanos).toList();
    }
}
