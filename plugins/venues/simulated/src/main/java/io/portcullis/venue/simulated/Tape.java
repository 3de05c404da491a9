package io.portcullis.venue.simulated;

import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.function.Consumer;

/** Makes every report, enters it in the books and sends it out, in that order. Not thread-safe. */
final class Tape {
    private static final int BASE_36 = 36;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final ExchangeSettings settings;
    private final Sessions sessions;
    private final Books books;
    private final Consumer<VenueReport> out;
    private String prefix;
    private long executions;

    Tape(ExchangeSettings settings, Sessions sessions, Books books, Consumer<VenueReport> out) {
        this.settings = settings;
        this.sessions = sessions;
        this.books = books;
        this.out = out;
    }

    /**
     * Identifiers carry the time at which this run began, in microseconds: the same in two runs over the same virtual time,
     * never the same over restarts on the wall clock.
     */
    void beginAt(long nanos) {
        if (prefix == null) {
            prefix = Long.toString(nanos / NANOS_PER_MICRO, BASE_36);
        }
    }

    void accept(WorkingOrder order, long timeNanos) {
        VenueOrderId id = VenueOrderId.of("V-" + prefix + "-" + order.sequence);
        report(order, new VenueReport.Accepted(order.order.orderId(), id, timeNanos));
    }

    void reject(WorkingOrder order, String reason, long timeNanos) {
        report(order, new VenueReport.Rejected(order.order.orderId(), reason, timeNanos));
    }

    void cancel(WorkingOrder order, String reason, long timeNanos) {
        report(order, new VenueReport.Canceled(order.order.orderId(), reason, timeNanos));
    }

    void fill(WorkingOrder order, Quantity quantity, Price price, long timeNanos) {
        executions++;
        Money fee = settings.fees()
                .fee(sessions.dateAt(timeNanos), order.order.side(), quantity, price, settings.currency());
        Fill fill = new Fill(
                ExecId.of("S-" + prefix + "-" + executions),
                order.order.orderId(),
                order.order.instrument(),
                order.order.side(),
                quantity,
                price,
                fee,
                timeNanos);
        report(order, new VenueReport.Filled(fill));
    }

    /** Says something that changes no order. */
    void say(VenueReport report) {
        out.accept(report);
    }

    private void report(WorkingOrder order, VenueReport report) {
        books.apply(order, report);
        out.accept(report);
    }
}
