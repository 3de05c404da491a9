package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The venue {@code simulated}: the market in this process, or, when {@code address} is set, in a process of its own.
 *
 * <p>The market in this process has no life of its own: it trades while it is called, and its books end with it. After a
 * restart it truthfully knows none of its former orders.
 */
@Component(service = Venue.class, configurationPid = VenueConfig.PID)
public final class SimulatedVenue implements Venue {
    private static final VenueId ID = VenueId.of("simulated");

    private final Venue venue;

    /** Reads the configuration; {@link IllegalArgumentException} names the key that is wrong. */
    @Activate
    public SimulatedVenue(VenueConfig.Keys keys) {
        InetSocketAddress address = VenueConfig.address(keys);
        venue = address == null ? new Local(VenueConfig.settings(keys, keys.seed())) : new RemoteVenue(ID, address);
    }

    SimulatedVenue(ExchangeSettings settings) {
        venue = new Local(settings);
    }

    @Override
    public VenueId id() {
        return ID;
    }

    @Override
    public void open(VenueListener listener) {
        venue.open(listener);
    }

    @Override
    public void submit(NewOrder order) {
        venue.submit(order);
    }

    @Override
    public void cancel(CancelOrder cancel) {
        venue.cancel(cancel);
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        return venue.query(orderId);
    }

    @Override
    public List<ClientOrderId> openOrders() {
        return venue.openOrders();
    }

    @Override
    public List<Fill> fillsSince(long timeNanos) {
        return venue.fillsSince(timeNanos);
    }

    @Override
    public void onMarket(MarketEvent event) {
        venue.onMarket(event);
    }

    @Override
    public void advanceTo(long timeNanos) {
        venue.advanceTo(timeNanos);
    }

    @Override
    public void close() {
        venue.close();
    }

    /**
     * The market in this process. Reports leave at the end of the call that made them: a listener that answers a report with
     * an order or a cancel then meets a market that has finished what it was doing.
     */
    private static final class Local implements Venue {
        private final Exchange exchange;
        private final Deque<VenueReport> unsaid = new ArrayDeque<>();
        private VenueListener listener;
        private boolean speaking;
        private boolean closed;

        Local(ExchangeSettings settings) {
            exchange = new Exchange(settings, unsaid::add);
        }

        private void speak() {
            if (speaking) {
                return;
            }
            speaking = true;
            try {
                for (VenueReport next = unsaid.poll(); next != null && !closed; next = unsaid.poll()) {
                    listener.onReport(next);
                }
            } finally {
                speaking = false;
            }
        }

        @Override
        public VenueId id() {
            return ID;
        }

        @Override
        public void open(VenueListener reportsTo) {
            listener = reportsTo;
            listener.onLink(true);
        }

        @Override
        public void submit(NewOrder order) {
            requireOpen("order " + order.orderId());
            exchange.submit(order);
            speak();
        }

        @Override
        public void cancel(CancelOrder cancel) {
            requireOpen("cancel of " + cancel.orderId());
            exchange.cancel(cancel);
            speak();
        }

        private void requireOpen(String what) {
            if (listener == null || closed) {
                throw new IllegalStateException("venue " + ID + " is not open: " + what + " is not taken");
            }
        }

        @Override
        public VenueReport query(ClientOrderId orderId) {
            return exchange.query(orderId, 0);
        }

        @Override
        public List<ClientOrderId> openOrders() {
            return exchange.openOrders();
        }

        @Override
        public List<Fill> fillsSince(long timeNanos) {
            return exchange.fillsSince(timeNanos);
        }

        @Override
        public void onMarket(MarketEvent event) {
            exchange.onMarket(event);
            speak();
        }

        @Override
        public void advanceTo(long timeNanos) {
            exchange.advanceTo(timeNanos);
            speak();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
