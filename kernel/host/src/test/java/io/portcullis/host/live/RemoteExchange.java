package io.portcullis.host.live;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** An exchange far away, which outlives every version of the plugin that talks to it, and writes down what it is told. */
final class RemoteExchange {
    static final VenueId ID = VenueId.of("remote");

    final List<ClientOrderId> received = new ArrayList<>();
    final List<ClientOrderId> canceled = new ArrayList<>();
    final List<ClientOrderId> asked = new ArrayList<>();
    private final Map<ClientOrderId, NewOrder> working = new LinkedHashMap<>();
    private final Map<ClientOrderId, VenueReport> latest = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final LongSupplier clock;

    RemoteExchange(LongSupplier clock) {
        this.clock = clock;
    }

    /** Fills an order; whoever listens is for the caller to tell. */
    synchronized VenueReport fill(ClientOrderId id) {
        NewOrder order = working.remove(id);
        Fill fill = new Fill(
                ExecId.of("E" + fills.size()),
                id,
                order.instrument(),
                order.side(),
                order.quantity(),
                order.limit(),
                Money.zero(CurrencyCode.USD),
                clock.getAsLong());
        fills.add(fill);
        latest.put(id, new VenueReport.Filled(fill));
        return latest.get(id);
    }

    synchronized List<ClientOrderId> working() {
        return List.copyOf(working.keySet());
    }

    private synchronized VenueReport accept(NewOrder order) {
        received.add(order.orderId());
        working.put(order.orderId(), order);
        VenueReport report =
                new VenueReport.Accepted(order.orderId(), VenueOrderId.of("V" + received.size()), clock.getAsLong());
        latest.put(order.orderId(), report);
        return report;
    }

    private synchronized VenueReport withdraw(ClientOrderId id) {
        canceled.add(id);
        working.remove(id);
        VenueReport report = new VenueReport.Canceled(id, "by request", clock.getAsLong());
        latest.put(id, report);
        return report;
    }

    private synchronized VenueReport answer(ClientOrderId id) {
        asked.add(id);
        return latest.getOrDefault(id, new VenueReport.Unknown(id, clock.getAsLong()));
    }

    private synchronized List<Fill> fillsFrom(long timeNanos) {
        return fills.stream().filter(fill -> fill.eventTimeNanos() >= timeNanos).toList();
    }

    /** A version of the plugin. */
    class Version implements Venue {
        volatile VenueListener listener;
        volatile boolean closed;

        @Override
        public VenueId id() {
            return ID;
        }

        @Override
        public void open(VenueListener to) {
            listener = to;
            to.onLink(true);
        }

        @Override
        public void submit(NewOrder order) {
            listener.onReport(accept(order));
        }

        @Override
        public void cancel(CancelOrder cancel) {
            listener.onReport(withdraw(cancel.orderId()));
        }

        @Override
        public VenueReport query(ClientOrderId orderId) {
            return answer(orderId);
        }

        @Override
        public List<ClientOrderId> openOrders() {
            return working();
        }

        @Override
        public List<Fill> fillsSince(long timeNanos) {
            return fillsFrom(timeNanos);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
