package io.portcullis.host.live;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.signals.agent.ForeignFailure;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import io.portcullis.transport.channel.VenueEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue plugin behind the channel. Another version may take its place while orders work at the venue: the channel's thread is
 * busy with that meanwhile, so orders wait, and what was sent to the former one is never sent again but asked for.
 *
 * <p>Executions that were made while nobody listened are fetched each time the link comes up, and at the latest before a question
 * about one order is answered, because the answer says what state the order is in and not how it came there. What is fetched
 * twice is taken once: the engine knows its executions.
 *
 * <p>All methods but those that say otherwise are called on the channel's thread.
 */
final class VenueDesk implements VenueEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(VenueDesk.class);
    /** Reports are not quite in the order of their times. */
    private static final long OVERLAP_NANOS = 1_000_000_000L;
    /** How long a new version may take to connect before the orders that wait go on, and find the link down. */
    private static final long LINK_MILLIS_MAX = 2_000;

    private final VenueId id;
    private final Consumer<VenueReport> reports;
    private final Consumer<Boolean> links;
    private final Map<ClientOrderId, VenueCommand.CancelOrder> owedCancels = new LinkedHashMap<>();
    private volatile Watch watch = new Watch() {};
    private volatile Seat seat;
    private long heardUntilNanos;
    private boolean listening;
    private Thread inside;

    /** Hears how a venue does; on the channel's thread. */
    interface Watch {
        /** A call ended well. */
        default void called(Venue venue, long tookNanos) {}

        /** A call threw; an exception may mean no more than that the link is down. */
        default void threw(Venue venue, boolean error, String what) {}
    }

    /** A version of the venue at work, and what it says; when it has left, it is heard no more. */
    private final class Seat implements VenueListener {
        private final Venue venue;
        private final CountDownLatch linked = new CountDownLatch(1);
        private volatile boolean left;
        private volatile boolean up;

        Seat(Venue venue) {
            this.venue = venue;
        }

        @Override
        public void onReport(VenueReport report) {
            if (!left) {
                reported(report);
                reports.accept(report);
            }
        }

        @Override
        public void onLink(boolean isUp) {
            if (!left) {
                up = isUp;
                linkChanged();
                links.accept(isUp);
                if (isUp) {
                    linked.countDown();
                }
            }
        }
    }

    /**
     * A desk that may have missed something.
     *
     * @param missedSinceNanos since when executions may have been missed
     * @param reports told what the venue reports; any thread
     * @param links told when its link comes and goes; any thread
     */
    VenueDesk(VenueId id, long missedSinceNanos, Consumer<VenueReport> reports, Consumer<Boolean> links) {
        this.id = id;
        this.heardUntilNanos = missedSinceNanos;
        this.reports = reports;
        this.links = links;
    }

    /** From now on somebody hears how the venue does; any thread. */
    void watch(Watch newWatch) {
        watch = newWatch;
    }

    /** Whether this very venue is at work; any thread. */
    boolean holds(Venue venue) {
        Seat now = seat;
        return now != null && now.venue == venue;
    }

    /** Takes a venue in, for the one that is there. When it cannot be opened, nobody is there, and it says why. */
    void seat(Venue next) {
        vacate();
        Seat fresh = new Seat(next);
        seat = fresh;
        try {
            call(next, () -> {
                next.open(fresh);
                return null;
            });
        } catch (RuntimeException e) {
            vacate();
            throw e;
        }
    }

    /** The same in the middle of a session: the orders that wait behind it wait for the link, too, but not for ever. */
    void takeOver(Venue next) {
        seat(next);
        try {
            seat.linked.await(LINK_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the venue go; its orders stay where they are, and what it says from now on is asked of the next one. */
    void vacate() {
        Seat former = seat;
        if (former == null) {
            return;
        }
        arrive(former);
        close();
        linkChanged();
        if (former.up) {
            links.accept(false);
        }
    }

    /** The end of the session: closes the venue, and nothing is said about it. */
    void close() {
        Seat former = seat;
        if (former == null) {
            return;
        }
        former.left = true;
        try {
            call(former.venue, () -> {
                former.venue.close();
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("venue {} did not close cleanly: {}", id, e.getMessage());
        }
        seat = null;
    }

    /** An answer proves that everything handed over before has arrived: the next version's questions must not overtake it. */
    private void arrive(Seat former) {
        if (former.up) {
            try {
                call(former.venue, former.venue::openOrders);
            } catch (RuntimeException e) {
                LOG.warn("venue {} gives no last answer: {}", id, e.getMessage());
            }
        }
    }

    /** Interrupts a call that a venue does not come back from; any thread. */
    synchronized void interruptCall() {
        if (inside != null) {
            inside.interrupt();
        }
    }

    private <T> T call(Venue venue, Supplier<T> code) {
        long started = System.nanoTime();
        T answer = contained(venue, code);
        watch.called(venue, System.nanoTime() - started);
        return answer;
    }

    /** Whatever a plugin throws, errors included, is a refusal of that call and nothing more. */
    private <T> T contained(Venue venue, Supplier<T> code) {
        enter(Thread.currentThread());
        try {
            return code.get();
        } catch (RuntimeException e) {
            watch.threw(venue, false, ForeignFailure.describe(e));
            throw e;
        } catch (Error e) {
            String what = ForeignFailure.describe(e);
            watch.threw(venue, true, what);
            throw new IllegalStateException("venue " + id + " threw " + what);
        } finally {
            enter(null);
            // an interrupt was meant for the call, and that is over
            Thread.interrupted();
        }
    }

    private synchronized void enter(Thread thread) {
        inside = thread;
    }

    private Venue venue() {
        Seat now = seat;
        if (now == null) {
            throw new IllegalStateException("no plugin offers the venue " + id + " now");
        }
        return now.venue;
    }

    @Override
    public void submit(VenueCommand.NewOrder order) {
        Venue venue = venue();
        call(venue, () -> {
            venue.submit(order);
            return null;
        });
    }

    /** A cancel that cannot be handed over is owed: asking twice does no harm, and forgetting it would. */
    @Override
    public void cancel(VenueCommand.CancelOrder cancel) {
        owedCancels.put(cancel.orderId(), cancel);
        Venue venue = venue();
        call(venue, () -> {
            venue.cancel(cancel);
            return null;
        });
        owedCancels.remove(cancel.orderId());
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        Venue venue = venue();
        VenueReport answer = call(venue, () -> venue.query(orderId));
        if (!isListening()) {
            fetchMissed();
        }
        return answer;
    }

    /** Executions that nobody told us of, and cancels that it never got; the link is up. */
    void fetchMissed() {
        Venue venue = venue();
        long since = heardUntil() - OVERLAP_NANOS;
        for (Fill fill : call(venue, () -> venue.fillsSince(since))) {
            reports.accept(new VenueReport.Filled(fill));
            heard(fill.eventTimeNanos());
        }
        listen();
        List.copyOf(owedCancels.values()).forEach(this::cancel);
    }

    /** Market data, for a venue that simulates. */
    void onMarket(MarketEvent event) {
        Seat now = seat;
        if (now != null) {
            contained(now.venue, () -> {
                now.venue.onMarket(event);
                return null;
            });
        }
    }

    /** Engine time, for a venue that simulates. */
    void advanceTo(long nanos) {
        Seat now = seat;
        if (now != null) {
            contained(now.venue, () -> {
                now.venue.advanceTo(nanos);
                return null;
            });
        }
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
    private synchronized void linkChanged() {
        listening = false;
    }

    /** A report came by itself; any thread. */
    private synchronized void reported(VenueReport report) {
        if (listening && report instanceof VenueReport.Filled filled) {
            heardUntilNanos = Math.max(heardUntilNanos, filled.eventTimeNanos());
        }
    }
}
