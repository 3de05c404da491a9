package io.portcullis.testkit;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least venue that keeps the contract: everything at the next daily bar's open, whole, without spread, fee or impact.
 * Reports come on the caller's thread, at once. Not thread-safe.
 */
public final class FakeVenue implements Venue {
    private final VenueId id;
    private final Map<ClientOrderId, Working> working = new LinkedHashMap<>();
    private final Map<ClientOrderId, VenueReport> latest = new TreeMap<>();
    private final Map<InstrumentId, Bar> nextBars = new TreeMap<>();
    private final List<VenueCommand> received = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private VenueListener listener;
    private long nowNanos;

    private record Working(VenueCommand.NewOrder order, long acceptedNanos) {}

    private FakeVenue(VenueId id) {
        this.id = id;
    }

    /** A venue under a name. */
    public static FakeVenue named(String id) {
        return new FakeVenue(VenueId.of(id));
    }

    @Override
    public VenueId id() {
        return id;
    }

    @Override
    public void open(VenueListener target) {
        listener = target;
        listener.onLink(true);
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        received.add(order);
        if (latest.containsKey(order.orderId())) {
            // The first order's state stays what it is.
            tell(new VenueReport.Rejected(order.orderId(), "order id was used before", nowNanos));
            return;
        }
        VenueOrderId venueOrderId = VenueOrderId.of(id + "-" + latest.size());
        working.put(order.orderId(), new Working(order, nowNanos));
        record(new VenueReport.Accepted(order.orderId(), venueOrderId, nowNanos));
    }

    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        received.add(cancel);
        if (working.remove(cancel.orderId()) == null) {
            String reason = latest.containsKey(cancel.orderId()) ? "too late" : "unknown order";
            tell(new VenueReport.CancelRejected(cancel.orderId(), reason, nowNanos));
        } else {
            record(new VenueReport.Canceled(cancel.orderId(), "by request", nowNanos));
        }
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        VenueReport report = latest.get(orderId);
        return report == null ? new VenueReport.Unknown(orderId, nowNanos) : report;
    }

    @Override
    public List<ClientOrderId> openOrders() {
        return List.copyOf(working.keySet());
    }

    @Override
    public List<Fill> fillsSince(long timeNanos) {
        return fills.stream().filter(fill -> fill.eventTimeNanos() >= timeNanos).toList();
    }

    @Override
    public void onMarket(MarketEvent event) {
        if (event instanceof Bar bar && bar.period() == BarPeriod.DAY && !bar.suspect()) {
            nextBars.put(bar.instrument(), bar);
        }
    }

    @Override
    public void advanceTo(long timeNanos) {
        nowNanos = Math.max(nowNanos, timeNanos);
        List<Bar> due = nextBars.values().stream()
                .filter(bar -> TradingDays.openNanos(bar.session()) <= nowNanos)
                .toList();
        for (Bar bar : due) {
            nextBars.remove(bar.instrument());
            List.copyOf(working.values()).forEach(each -> execute(each, bar));
        }
    }

    private void execute(Working each, Bar bar) {
        VenueCommand.NewOrder order = each.order();
        long openNanos = TradingDays.openNanos(bar.session());
        if (!order.instrument().equals(bar.instrument()) || each.acceptedNanos() > openNanos) {
            return;
        }
        if (order.limit() == null || reaches(order.side(), order.limit(), bar.open())) {
            working.remove(order.orderId());
            fill(order, bar.open(), openNanos);
        } else if (order.timeInForce() != TimeInForce.DAY) {
            working.remove(order.orderId());
            record(new VenueReport.Canceled(order.orderId(), "not filled at the opening", openNanos));
        }
    }

    private static boolean reaches(Side side, Price limit, Price open) {
        return side.sign() * Long.compare(limit.raw(), open.raw()) >= 0;
    }

    private void fill(VenueCommand.NewOrder order, Price price, long timeNanos) {
        ExecId execId = ExecId.of(id + "-x" + fills.size());
        Fill fill = new Fill(
                execId,
                order.orderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                price,
                Money.zero(CurrencyCode.USD),
                timeNanos);
        fills.add(fill);
        record(new VenueReport.Filled(fill));
    }

    private void record(VenueReport report) {
        latest.put(report.orderId(), report);
        tell(report);
    }

    private void tell(VenueReport report) {
        if (listener != null) {
            listener.onReport(report);
        }
    }

    /** Every order and cancel that it was handed, in order. */
    public List<VenueCommand> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        listener = null;
    }
}
