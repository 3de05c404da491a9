package io.portcullis.host.live;

import com.codahale.metrics.Counter;
import io.portcullis.host.logs.JsonLines;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One order's way in log lines: asked for and decided (6), what the venue said (7, 8), in the database (9), each with the order's id,
 * its key and the request's correlation id. The engine's thread only puts a reference in line; a thread of this class writes.
 *
 * <p>Bounded: up to {@value #FOLLOWED_PER_SECOND_MAX} orders a second are followed, as many as the shipped safety.cfg lets through.
 * Beyond that an order is left out with all of its lines, and counted, because half a trail is worse than none.
 */
final class OrderTrail implements LogListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderTrail.class);
    private static final Logger TRAIL = LoggerFactory.getLogger("io.portcullis.trail");
    private static final int LINE_MAX = 32_768;
    private static final int FOLLOWED_PER_SECOND_MAX = 1_000;
    private static final int FOLLOWED_MAX = 32_768;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long STOP_MILLIS_MAX = 3_000;

    private final OneToOneConcurrentArrayQueue<Entry> line = new OneToOneConcurrentArrayQueue<>(LINE_MAX);
    private final UnaryOperator<String> correlations;
    private final Counter leftOut;
    private final Thread thread = new Thread(this::run, "order-trail");
    private final Map<String, Followed> byKey = bounded();
    private final Map<ClientOrderId, Followed> byOrder = bounded();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private volatile LongSupplier projected = () -> Long.MIN_VALUE;
    private volatile boolean running = true;
    private long second;
    private int followedThisSecond;

    /** An event on its way to this class' thread. */
    private record Entry(long position, EngineEvent event) {}

    /** What is known of an order whose lines are written. */
    private record Followed(String key, String correlation, String orderId, long decidedAt) {}

    /** Something recorded that the database does not have yet. */
    private record Pending(long position, Followed order, String what) {}

    /**
     * Begins.
     *
     * @param correlations which request an order's key came with; asked once per key
     * @param leftOut counts what is not written
     */
    OrderTrail(UnaryOperator<String> correlations, Counter leftOut) {
        this.correlations = correlations;
        this.leftOut = leftOut;
        thread.setDaemon(true);
        thread.start();
    }

    /** Log position up to which the database is complete. */
    void projected(LongSupplier position) {
        projected = position;
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (concerns(event) && !line.offer(new Entry(position, event))) {
            leftOut.inc();
        }
    }

    private static boolean concerns(EngineEvent event) {
        return !(event instanceof EngineEvent.MarketView
                || event instanceof EngineEvent.SignalBatch
                || event instanceof EngineEvent.ClockTick
                || event instanceof EngineEvent.PackStaged);
    }

    private void run() {
        while (running || !line.isEmpty()) {
            try {
                Entry entry = line.poll();
                if (entry != null) {
                    write(entry.position(), entry.event());
                } else {
                    nap();
                }
            } catch (RuntimeException e) {
                leftOut.inc();
                LOG.debug("a line of an order's trail could not be written", e);
            }
        }
        projections();
    }

    private void nap() {
        projections();
        LockSupport.parkNanos(NAP_NANOS);
    }

    private void write(long position, EngineEvent event) {
        if (event instanceof EngineEvent.OrderRequested requested) {
            requested(position, requested.request());
        } else if (event instanceof EngineEvent.GateDecided decided) {
            decided(position, decided.record());
        } else if (event instanceof EngineEvent.VenueReported reported) {
            reported(position, reported.venue().value(), reported.report());
        } else if (event instanceof EngineEvent.OrderWithdrawn gone) {
            ifFollowed(gone.orderId(), 7, position, "withdrawn before it left: " + gone.reason());
        } else if (event instanceof EngineEvent.CancelRequested cancel) {
            ifFollowed(cancel.orderId(), 7, position, "cancel asked for by " + cancel.by());
        } else {
            Announcement.of(event)
                    .ifPresent(
                            said -> say(LOG.atLevel(said.alarming() ? Level.WARN : Level.INFO), said.step(), position)
                                    .addKeyValue("scope", said.scope())
                                    .log("{}", said.text()));
        }
    }

    private void requested(long position, OrderRequest request) {
        String key = request.key().value();
        String correlation = correlations.apply(key);
        if (!mayFollow()) {
            leftOut.inc();
            return;
        }
        Followed order = new Followed(key, correlation, null, 0);
        byKey.put(key, order);
        say(order, 6, position)
                .addKeyValue("trader", request.trader().value())
                .log(
                        "order asked for: {} {} {} for {}",
                        request.side(),
                        request.quantity(),
                        request.instrument(),
                        request.account());
    }

    private void decided(long position, DecisionRecord record) {
        Followed asked = byKey.remove(record.key());
        boolean ours = record.trader().value().equals("agents");
        if (asked == null && !(ours && mayFollow())) {
            leftOut.inc();
            return;
        }
        String correlation = asked == null ? record.key() : asked.correlation();
        Followed order =
                new Followed(record.key(), correlation, record.orderId().value(), position);
        if (record.decision().passes()) {
            byOrder.put(record.orderId(), order);
        }
        say(order, 6, position)
                .addKeyValue("causationId", record.causePosition())
                .addKeyValue("verdict", record.decision().verdict().name())
                .addKeyValue("pack", record.decision().pack().hex())
                .addKeyValue("reasons", reasons(record))
                .log(
                        "{} {} of {} {}",
                        record.decision().verdict(),
                        record.decision().quantity(),
                        record.requested(),
                        record.instrument());
        await(position, order, "decision");
    }

    private static String reasons(DecisionRecord record) {
        return String.join(
                ",",
                record.decision().reasons().stream()
                        .map(reason -> reason.label())
                        .toList());
    }

    private void reported(long position, String venue, VenueReport report) {
        Followed order = byOrder.get(report.orderId());
        if (order == null) {
            return;
        }
        boolean book = report instanceof VenueReport.Filled
                || report instanceof VenueReport.Canceled
                || report instanceof VenueReport.CancelRejected;
        say(order, book ? 8 : 7, position)
                .addKeyValue("causationId", order.decidedAt())
                .addKeyValue("venue", venue)
                .log("{}", words(report));
        await(position, order, report.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }

    private static String words(VenueReport report) {
        if (report instanceof VenueReport.Accepted accepted) {
            return "accepted as " + accepted.venueOrderId();
        } else if (report instanceof VenueReport.Rejected rejected) {
            return "rejected by the venue: " + rejected.reason();
        } else if (report instanceof VenueReport.Filled filled) {
            return "filled " + filled.fill().quantity() + " at " + filled.fill().price() + ", execution "
                    + filled.fill().execId();
        } else if (report instanceof VenueReport.Canceled canceled) {
            return "canceled: " + canceled.reason();
        } else if (report instanceof VenueReport.CancelRejected late) {
            return "cancel rejected: " + late.reason();
        } else if (report instanceof VenueReport.Unsent unsent) {
            return "never left: " + unsent.reason();
        }
        return "the venue has never seen it";
    }

    private void ifFollowed(ClientOrderId orderId, int step, long position, String words) {
        Followed order = byOrder.get(orderId);
        if (order != null) {
            say(order, step, position)
                    .addKeyValue("causationId", order.decidedAt())
                    .log("{}", words);
        }
    }

    private void await(long position, Followed order, String what) {
        if (pending.size() >= FOLLOWED_MAX) {
            pending.removeFirst();
            leftOut.inc();
        }
        pending.add(new Pending(position, order, what));
    }

    private void projections() {
        long applied = projected.getAsLong();
        while (!pending.isEmpty() && pending.peek().position() <= applied) {
            Pending done = pending.remove();
            say(done.order(), 9, done.position()).log("{} is in the database", done.what());
        }
    }

    /** A second of wall time has room for so many orders. */
    private boolean mayFollow() {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            followedThisSecond = 0;
        }
        return followedThisSecond++ < FOLLOWED_PER_SECOND_MAX;
    }

    private static LoggingEventBuilder say(Followed order, int step, long position) {
        LoggingEventBuilder said = say(TRAIL.atLevel(Level.INFO), step, position)
                .addKeyValue("correlationId", order.correlation())
                .addKeyValue("key", order.key());
        return order.orderId() == null ? said : said.addKeyValue("orderId", order.orderId());
    }

    private static LoggingEventBuilder say(LoggingEventBuilder line, int step, long position) {
        return line.addKeyValue(JsonLines.STEP, step).addKeyValue("logPosition", position);
    }

    private static <K> Map<K, Followed> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Followed> eldest) {
                return size() > FOLLOWED_MAX;
            }
        };
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
