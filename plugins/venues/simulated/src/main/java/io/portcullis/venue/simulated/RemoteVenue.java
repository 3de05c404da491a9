package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SPI's side of a {@code portcullis venue-sim} process.
 *
 * <p>Reconnects with growing pauses and then asks for reports again; it never sends an order a second time, nor one that was
 * handed over while the link was down: both are for the kernel to sort out by {@link #query}.
 */
final class RemoteVenue implements Venue {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteVenue.class);
    private static final long PAUSE_MIN_MILLIS = 20;
    private static final long PAUSE_MAX_MILLIS = 2_000;
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final long ANSWER_MILLIS_MAX = 5_000;

    private final VenueId id;
    private final InetSocketAddress address;
    private final AtomicLong questions = new AtomicLong();
    private final Map<Long, Answer> unanswered = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::keepConnected, "venue-remote");
    /** Held while the listener is told something, so that nothing is told after close. */
    private final Object telling = new Object();

    private VenueListener listener;
    private volatile boolean closed;
    /** The connection, from the first byte on. */
    private volatile LineLink connection;
    /** The same once the venue has answered; only then may orders go out. */
    private volatile LineLink link;

    RemoteVenue(VenueId id, InetSocketAddress address) {
        this.id = id;
        this.address = address;
    }

    private record Answer(List<JsonLine> lines, CompletableFuture<List<JsonLine>> whole) {}

    @Override
    public VenueId id() {
        return id;
    }

    @Override
    public void open(VenueListener reportsTo) {
        listener = reportsTo;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void submit(NewOrder order) {
        send(Messages.of(order), "order " + order.orderId());
    }

    @Override
    public void cancel(CancelOrder cancel) {
        send(Messages.of(cancel), "cancel of " + cancel.orderId());
    }

    private void send(JsonLine line, String what) {
        LineLink current = link;
        if (current == null || !current.send(line.toString())) {
            throw new IllegalStateException(
                    "the link to venue " + id + " at " + address + " is down: " + what + " is not sent");
        }
    }

    @Override
    public VenueReport query(ClientOrderId orderId) {
        List<JsonLine> lines = ask(JsonLine.of("query").with("orderId", orderId.value()));
        return Messages.report(lines.get(0));
    }

    @Override
    public List<ClientOrderId> openOrders() {
        return ask(JsonLine.of("openOrders")).stream().map(Messages::orderId).toList();
    }

    @Override
    public List<Fill> fillsSince(long timeNanos) {
        return ask(JsonLine.of("fillsSince").with("timeNanos", timeNanos)).stream()
                .map(line -> ((VenueReport.Filled) Messages.report(line)).fill())
                .toList();
    }

    private List<JsonLine> ask(JsonLine question) {
        if (closed) {
            throw new IllegalStateException("venue " + id + " is closed: it cannot be asked");
        }
        long number = questions.incrementAndGet();
        CompletableFuture<List<JsonLine>> whole = new CompletableFuture<>();
        unanswered.put(number, new Answer(new ArrayList<>(), whole));
        try {
            LineLink current = link;
            if (current == null
                    || !current.send(question.with("question", number).toString())) {
                throw unasked("is down", null);
            }
            return whole.get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unasked("gives no answer in " + ANSWER_MILLIS_MAX + " ms", e);
        } catch (ExecutionException e) {
            throw unasked("went down before the answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unasked("was not waited for", e);
        } finally {
            unanswered.remove(number);
        }
    }

    private UncheckedIOException unasked(String what, Exception cause) {
        return new UncheckedIOException(
                new IOException("the link to venue " + id + " at " + address + " " + what, cause));
    }

    private void keepConnected() {
        long pause = PAUSE_MIN_MILLIS;
        while (!Thread.currentThread().isInterrupted()) {
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLIS_MAX);
                connection = new LineLink(socket, "venue-remote");
                connection.send(JsonLine.of("subscribe").toString());
                pause = converse(connection) ? PAUSE_MIN_MILLIS : pause;
            } catch (IOException e) {
                LOG.debug("link to {} ends: {}", address, e.getMessage());
            } catch (RuntimeException e) {
                // Ending the link is the safe side: once it is up again, the kernel asks for what it has missed.
                LOG.error("link to {} ends: a report could not be taken", address, e);
            }
            down();
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = Math.min(PAUSE_MAX_MILLIS, pause * 2);
        }
    }

    /** Reads until the link ends; true when it was a venue that answered. */
    private boolean converse(LineLink connected) {
        boolean subscribed = false;
        try (connected) {
            for (String text = connected.read(); text != null; text = connected.read()) {
                JsonLine line = JsonLine.parse(text);
                if (line.kind().equals("subscribed")) {
                    subscribed = true;
                    link = connected;
                    tell(to -> to.onLink(true));
                } else if (line.kind().equals("error")) {
                    LOG.error("venue {} does not take what we sent: {}", id, line.text("reason"));
                } else {
                    take(line);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("link to {} ends: {}", address, e.getMessage());
        }
        return subscribed;
    }

    private void take(JsonLine line) {
        if (line.has("question")) {
            Answer answer = unanswered.get(line.number("question"));
            if (answer == null) {
                return;
            }
            if (line.kind().equals("end")) {
                answer.whole().complete(answer.lines());
            } else {
                answer.lines().add(line);
            }
            return;
        }
        VenueReport report = Messages.report(line);
        if (report != null) {
            tell(to -> to.onReport(report));
        } else {
            LOG.warn("venue {} says what we do not understand: {}", id, line);
        }
    }

    private void down() {
        boolean wasUp = link != null;
        link = null;
        unanswered.values().forEach(answer -> answer.whole().completeExceptionally(new IOException("link down")));
        if (wasUp) {
            tell(to -> to.onLink(false));
        }
    }

    private void tell(Consumer<VenueListener> message) {
        synchronized (telling) {
            if (!closed) {
                message.accept(listener);
            }
        }
    }

    @Override
    public void close() {
        synchronized (telling) {
            closed = true;
        }
        thread.interrupt();
        LineLink current = connection;
        if (current != null) {
            current.close();
        }
    }
}
