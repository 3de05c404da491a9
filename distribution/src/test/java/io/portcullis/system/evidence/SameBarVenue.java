package io.portcullis.system.evidence;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dishonest venue: it fills an order at the open of the very bar that decided it. */
final class SameBarVenue implements Venue {
    private final boolean stampedAsNextOpen;
    private final Map<InstrumentId, Bar> bars = new HashMap<>();
    private VenueListener listener;
    private long fills;

    /** With the time at which it happens, or with that of the next open, to look better. */
    SameBarVenue(boolean stampedAsNextOpen) {
        this.stampedAsNextOpen = stampedAsNextOpen;
    }

    @Override
    public VenueId id() {
        return VenueId.of("simulated");
    }

    @Override
    public void open(VenueListener reportsTo) {
        listener = reportsTo;
    }

    @Override
    public void onMarket(MarketEvent event) {
        if (event instanceof Bar bar) {
            bars.put(bar.instrument(), bar);
        }
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        TradingCalendar calendar = TradingCalendar.nyse();
        long time = stampedAsNextOpen
                ? calendar.openNanos(calendar.next(calendar.dateAt(order.timeNanos())))
                : order.timeNanos();
        listener.onReport(new VenueReport.Accepted(
                order.orderId(), VenueOrderId.of("V-" + order.orderId().value()), order.timeNanos()));
        listener.onReport(new VenueReport.Filled(new Fill(
                ExecId.of("S" + ++fills),
                order.orderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                bars.get(order.instrument()).open(),
                Money.of(1, CurrencyCode.USD),
                time)));
    }

    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        listener.onReport(new VenueReport.CancelRejected(cancel.orderId(), "done", cancel.timeNanos()));
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        throw new UnsupportedOperationException("no back test asks " + orderId);
    }

    @Override
    public List<ClientOrderId> openOrders() {
        return List.of();
    }

    @Override
    public List<Fill> fillsSince(long timeNanos) {
        return List.of();
    }

    @Override
    public void close() {
        // nothing to let go
    }
}
