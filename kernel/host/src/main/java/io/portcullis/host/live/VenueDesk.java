package io.portcullis.host.live;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.Venue;
import io.portcullis.transport.channel.VenueEndpoint;
import java.util.function.Consumer;

/**
 * A venue plugin behind the channel. A question about one order first fetches the executions that may have been missed: the
 * answer to a query says what state the order is in, not how it came there.
 */
final class VenueDesk implements VenueEndpoint {
    private static final long OVERLAP_NANOS = 86_400_000_000_000L;

    private final Venue venue;
    private final Consumer<VenueReport> reports;

    VenueDesk(Venue venue, Consumer<VenueReport> reports) {
        this.venue = venue;
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
        venue.fillsSince(answer.eventTimeNanos() - OVERLAP_NANOS).stream()
                .filter(fill -> fill.orderId().equals(orderId))
                .forEach(fill -> reports.accept(new VenueReport.Filled(fill)));
        return answer;
    }
}
