package io.portcullis.benchmarks.orders;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.transport.channel.VenueEndpoint;
import java.util.function.Consumer;

/** A venue behind the real channel that accepts and fills at once, on the channel's thread: all the time left is ours. */
final class PromptVenue implements VenueEndpoint {
    private final Consumer<VenueReport> reports;
    private final Sequence submitted = new Sequence();
    private volatile long lastNanos;

    PromptVenue(Consumer<VenueReport> reports) {
        this.reports = reports;
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        lastNanos = System.nanoTime();
        submitted.add(order.orderId());
        VenueOrderId venueId = VenueOrderId.of("V-" + submitted.count());
        reports.accept(new VenueReport.Accepted(order.orderId(), venueId, order.timeNanos()));
        reports.accept(new VenueReport.Filled(new Fill(
                ExecId.of("E-" + submitted.count()),
                order.orderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.limit(),
                Money.zero(CurrencyCode.USD),
                order.timeNanos())));
    }

    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        reports.accept(new VenueReport.CancelRejected(cancel.orderId(), "filled at once", cancel.timeNanos()));
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        throw new IllegalStateException("nothing asks a venue that answers at once, but was asked for " + orderId);
    }

    /** When the last order arrived, {@link System#nanoTime()}. */
    long lastNanos() {
        return lastNanos;
    }

    /** Every order that arrived, in order; to be read when the channel is closed. */
    Sequence submitted() {
        return submitted;
    }
}
