package io.portcullis.host.session;

import io.portcullis.engine.Engine;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.util.List;
import java.util.function.Consumer;

/** The ports of a back test: engine, log and venue on one thread, each done before the next begins. */
final class InProcessPorts implements SessionPorts, VenueListener {
    private final InProcessLog log;
    private final Venue venue;
    private long time;

    InProcessPorts(Engine engine, Venue venue, List<LogListener> listeners, Consumer<Opportunity> opportunities) {
        this.venue = venue;
        this.log = new InProcessLog(engine, listeners, this::toVenue, opportunities);
        venue.open(this);
    }

    private void toVenue(VenueCommand command) {
        if (command instanceof VenueCommand.NewOrder order) {
            venue.submit(order);
        } else if (command instanceof VenueCommand.CancelOrder cancel) {
            venue.cancel(cancel);
        } else {
            onReport(venue.query(command.orderId()));
        }
    }

    @Override
    public void onReport(VenueReport report) {
        log.append(new EngineEvent.VenueReported(time, venue.id(), report));
    }

    @Override
    public void onLink(boolean up) {
        // a simulated venue's link is up from the start; there is no session yet that could hear of it
    }

    @Override
    public void time(long nanos) {
        time = nanos;
    }

    @Override
    public void append(EngineEvent event) {
        log.append(event);
    }

    @Override
    public void venueMarket(MarketEvent event) {
        venue.onMarket(event);
    }

    @Override
    public void venueAdvance(long nanos) {
        venue.advanceTo(nanos);
    }

    @Override
    public void settle() {
        // everything was done when append returned
    }

    /** Events so far. */
    long position() {
        return log.position();
    }
}
