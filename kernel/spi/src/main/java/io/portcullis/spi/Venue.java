package io.portcullis.spi;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import java.util.List;

/**
 * A place where orders are executed (step 7 of the walk). Register one as an OSGi Declarative Services component.
 *
 * <p><b>Thread.</b> The venue channel calls every method from one thread. Reports may come back on any thread.
 *
 * <p><b>At most once.</b> The kernel calls {@link #submit} at most once for an order id, also over restarts. A venue never
 * sends an order again on its own: when it does not know whether an order arrived, it waits to be asked by {@link #query}.
 *
 * <p><b>Errors.</b> A method that throws has not sent anything that it knows of: for {@link #submit} the kernel marks the order
 * as unresolved and queries it later. Nothing a venue throws stops the kernel.
 *
 * <p><b>Budget.</b> No method but {@link #query}, {@link #openOrders} and {@link #fillsSince} may block; those may take up to
 * 5 seconds.
 */
public interface Venue extends AutoCloseable {
    /** Its identifier; never null, the same over versions. */
    VenueId id();

    /**
     * Connects. Called once, before anything else.
     *
     * @param listener where reports and link changes go, from any thread, until {@link #close()}
     */
    void open(VenueListener listener);

    /** Hands over a new order, once. Acceptance or rejection comes as a report. */
    void submit(VenueCommand.NewOrder order);

    /** Asks to withdraw what is left of an order. Success comes as {@code Canceled}, failure as {@code CancelRejected}. */
    void cancel(VenueCommand.CancelOrder cancel);

    /**
     * What became of an order, from the venue's own books.
     *
     * @param orderId any order, also one it never saw
     * @return its latest state: {@code Unknown} only when the venue is certain that it never had the order; never null
     * @throws java.io.UncheckedIOException when the venue cannot be asked now; the order stays unresolved
     */
    VenueReport query(ClientOrderId orderId);

    /**
     * The orders that are still working at the venue.
     *
     * @return never null; a missing answer is an exception, never an empty list
     * @throws java.io.UncheckedIOException when the venue cannot be asked now
     */
    List<ClientOrderId> openOrders();

    /**
     * All executions at or after a time, oldest first. The kernel counts each by its execution id, so overlap is harmless.
     *
     * @param timeNanos nanoseconds since the epoch
     * @throws java.io.UncheckedIOException when the venue cannot be asked now
     */
    List<Fill> fillsSince(long timeNanos);

    /** Market data for a venue that simulates; real venues have their own and ignore it. */
    default void onMarket(MarketEvent event) {}

    /**
     * Engine time has come to this point. A simulated venue does everything that falls due up to it before it returns, and
     * reports it; that is what keeps virtual time exact. Real venues ignore it.
     *
     * @param timeNanos nanoseconds since the epoch, never backwards
     */
    default void advanceTo(long timeNanos) {}

    /** Disconnects; working orders stay at the venue. Called once; no report may follow its return. */
    @Override
    void close();
}
