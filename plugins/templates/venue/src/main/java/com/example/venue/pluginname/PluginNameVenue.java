package com.example.venue.pluginname;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Fills every order whole at the first opening after it came, if its limit allows; what the opening does not fill is cancelled,
 * unless it is good for the day. In a venue of your own, this is where the session with the exchange begins.
 *
 * <p>The kernel calls every method from one thread. Reports may come back on any thread; here they come at once, on the caller's.
 */
@Component(service = Venue.class, configurationPid = PluginNameConfig.PID)
@Designate(ocd = PluginNameConfig.class)
public final class PluginNameVenue implements Venue {
    private static final VenueId ID = VenueId.of("plugin-name");

    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final OrderBook book;
    private final SortedMap<InstrumentId, Bar> coming = new TreeMap<>();
    private VenueListener listener;
    private long nowNanos;

    /** With a configuration from {@code etc/venue.plugin-name.cfg}. */
    @Activate
    public PluginNameVenue(PluginNameConfig config) {
        this(PluginNameSettings.of(config));
    }

    PluginNameVenue(PluginNameSettings settings) {
        book = new OrderBook(ID, settings);
    }

    @Override
    public VenueId id() {
        return ID;
    }

    /** A venue with a connection tells {@code onLink(true)} when it is up, and {@code onLink(false)} when it is lost. */
    @Override
    public void open(VenueListener target) {
        listener = target;
        listener.onLink(true);
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        tell(book.accept(order, nowNanos));
    }

    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        tell(book.cancel(cancel.orderId(), nowNanos));
    }

    /** From the venue's own books: {@code Unknown} only when it is certain that it never had the order. */
    @Override
    public VenueReport query(ClientOrderId orderId) {
        return book.latest(orderId, nowNanos);
    }

    @Override
    public List<ClientOrderId> openOrders() {
        return book.working().stream().map(VenueCommand.NewOrder::orderId).toList();
    }

    @Override
    public List<Fill> fillsSince(long timeNanos) {
        return book.fillsSince(timeNanos);
    }

    /** Only a simulated venue is told the day's bar before its open, and only to execute at it. */
    @Override
    public void onMarket(MarketEvent event) {
        if (event instanceof Bar bar && bar.period() == BarPeriod.DAY && !bar.suspect()) {
            coming.put(bar.instrument(), bar);
        }
    }

    @Override
    public void advanceTo(long timeNanos) {
        nowNanos = Math.max(nowNanos, timeNanos);
        List<Bar> due = coming.values().stream()
                .filter(bar -> calendar.openNanos(bar.session()) <= nowNanos)
                .toList();
        for (Bar bar : due) {
            coming.remove(bar.instrument());
            book.working().forEach(order -> execute(order, bar));
        }
    }

    private void execute(VenueCommand.NewOrder order, Bar bar) {
        long openNanos = calendar.openNanos(bar.session());
        if (!order.instrument().equals(bar.instrument()) || order.timeNanos() >= openNanos) {
            return;
        }
        if (order.limit() == null || reaches(order.side(), order.limit(), bar.open())) {
            tell(book.fill(order, bar.open(), openNanos));
        } else if (order.timeInForce() != TimeInForce.DAY) {
            tell(book.withdraw(order, "not filled at the opening", openNanos));
        }
    }

    private static boolean reaches(Side side, Price limit, Price open) {
        return side.sign() * limit.compareTo(open) >= 0;
    }

    private void tell(VenueReport report) {
        if (listener != null) {
            listener.onReport(report);
        }
    }

    /** Working orders stay at the venue; no report follows. */
    @Override
    public void close() {
        listener = null;
    }
}
