package io.portcullis.host.live;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.Venue;
import io.portcullis.transport.channel.VenueEndpoint;
import java.util.function.Consumer;

/**
 * A venue plugin behind the channel, and the executions that it made while nobody listened: they are fetched each time its link
 * comes up, and at the latest before a question about one order is answered, because the answer says what state the order is in and not how it
 * came there. What is fetched twice is taken once: the engine knows its executions.
 */
final class VenueDesk implements VenueEndpoint {
    /** Reports are not quite in the order of their times. */
    private static final long OVERLAP_NANOS = 1_000_000_000L;

    private final Venue venue;
    private final Consumer<VenueReport> reports;
    private long heardUntilNanos;
    private boolean listening;

    /**
     * A desk that may have missed something.
     *
     * @param missedSinceNanos since when executions may have been missed
     */
    VenueDesk(Venue venue, long missedSinceNanos, Consumer<VenueReport> reports) {
        this.venue = venue;
        this.heardUntilNanos = missedSinceNanos;
        this.reports = reports;
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        venue.submit(order);
    }

    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        venue.cancel(cancel);
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        VenueReport answer = venue.query(orderId);
        if (!isListening()) {
            fetchMissed();
        }
        return answer;
    }

    /** Executions that nobody told us of; venue thread, and the link is up. */
    void fetchMissed() {
        for (Fill fill : venue.fillsSince(heardUntil() - OVERLAP_NANOS)) {
            reports.accept(new VenueReport.Filled(fill));
            heard(fill.eventTimeNanos());
        }
        listen();
    }

    private synchronized long heardUntil() {
        return heardUntilNanos;
    }

    private synchronized void heard(long timeNanos) {
        heardUntilNanos = Math.max(heardUntilNanos, timeNanos);
    }

    private synchronized boolean isListening() {
        return listening;
    }

    private synchronized void listen() {
        listening = true;
    }

    /** The link came or went; any thread. Until the next fetch a report says nothing about the ones before it. */
    synchronized void linkChanged() {
        listening = false;
    }

    /** A report came by itself; any thread. */
    synchronized void reported(VenueReport report) {
        if (listening && report instanceof VenueReport.Filled filled) {
            heardUntilNanos = Math.max(heardUntilNanos, filled.eventTimeNanos());
        }
    }
}
