package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market behind a socket. Everything goes through one queue to one thread; that thread takes what has come, writes it and
 * the market's answers to the journal, forces the journal, and only then lets the answers out.
 */
final class VenueServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueServer.class);
    private static final int QUEUE_MAX = 65_536;
    /** Bounds what one force carries, and so how long the first order in a batch waits for the last. */
    private static final int BATCH_MAX = 512;

    private static final String QUESTION = "question";
    /** Lines of an answer that are queued as one, so that a long answer does not fill the queue of its link. */
    private static final int ANSWER_BLOCK = 1_000;

    private static final long IDLE_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Journal journal;
    private final Exchange exchange;
    private final LongSupplier clock;
    private final ServerSocket listening;
    private final BlockingQueue<Runnable> incoming = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Set<LineLink> links = ConcurrentHashMap.newKeySet();
    private final Set<LineLink> subscribers = ConcurrentHashMap.newKeySet();
    /** What may leave once the journal is forced. Matching thread only. */
    private final List<Runnable> afterForce = new ArrayList<>();

    private final List<Thread> threads = new ArrayList<>();

    VenueServer(int port, Path journalFile, ExchangeSettings settings, LongSupplier clock) throws IOException {
        this.clock = clock;
        this.exchange = new Exchange(settings, this::report);
        Set<ClientOrderId> received = new LinkedHashSet<>();
        this.journal = Journal.open(journalFile, line -> restore(line, received));
        this.listening = listen(port);
        journal.append(stamp(JsonLine.of("started").with("orders", received.size())));
        exchange.resume(received, clock.getAsLong());
        commit();
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            journal.close();
            throw new IOException("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage(), e);
        }
    }

    private void restore(JsonLine line, Set<ClientOrderId> received) {
        if (line.kind().equals(Messages.ORDER)) {
            NewOrder order = Messages.order(line);
            // A copy of an order is in the journal as well; the first one is the order.
            if (received.add(order.orderId())) {
                exchange.restoreOrder(order, line.number("receivedAtEpochNanos"));
            }
            return;
        }
        VenueReport report = Messages.report(line);
        if (report != null) {
            exchange.restoreReport(report);
        }
    }

    /** Trades until the thread is interrupted. */
    void serve(MarketStream market, IntConsumer ready) throws IOException, InterruptedException {
        start("venue-sim-accept", this::accept);
        start("venue-sim-market", () -> feed(market));
        ready.accept(listening.getLocalPort());
        List<Runnable> batch = new ArrayList<>(BATCH_MAX);
        try {
            while (true) {
                long wait = Math.min(IDLE_WAIT_NANOS, exchange.nextDueNanos() - clock.getAsLong());
                Runnable first = incoming.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
                exchange.advanceTo(clock.getAsLong());
                if (first != null) {
                    batch.add(first);
                    incoming.drainTo(batch, BATCH_MAX - 1);
                    batch.forEach(Runnable::run);
                    batch.clear();
                }
                commit();
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ClosedByInterruptException) {
                // Being interrupted in the middle of a write is an end like any other: what was not forced has no
                // effect.
                throw new InterruptedException("interrupted while writing the journal");
            }
            throw e.getCause();
        }
    }

    private void commit() {
        journal.force();
        afterForce.forEach(Runnable::run);
        afterForce.clear();
    }

    private void report(VenueReport report) {
        JsonLine line = Messages.of(report);
        String wire = line.toString();
        journal.append(stamp(line));
        afterForce.add(() -> subscribers.forEach(link -> send(link, wire)));
    }

    private JsonLine stamp(JsonLine line) {
        return line.with("writtenAtNanos", System.nanoTime()).with("writtenAtEpochNanos", clock.getAsLong());
    }

    private void send(LineLink link, String line) {
        if (!link.send(line)) {
            drop(link, "it does not read its reports");
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                LineLink link = new LineLink(socket, "venue-sim-" + socket.getPort());
                links.add(link);
                start("venue-sim-" + socket.getPort() + "-reader", () -> read(link));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn("a connection could not be accepted", e);
                }
            }
        }
    }

    private void read(LineLink link) {
        try {
            for (String text = link.read(); text != null; text = link.read()) {
                long nanos = System.nanoTime();
                long epochNanos = clock.getAsLong();
                JsonLine line = JsonLine.parse(text);
                incoming.put(command(link, line, nanos, epochNanos));
            }
            drop(link, "the peer closed it");
        } catch (IOException e) {
            drop(link, e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.warn("a line is not understood: {}", e.getMessage());
            subscribers.remove(link);
            link.sendLast(JsonLine.of("error").with("reason", e.getMessage()).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop(LineLink link, String reason) {
        subscribers.remove(link);
        if (links.remove(link)) {
            LOG.info("connection ends: {}", reason);
        }
        link.close();
    }

    /** What the matching thread will do about a line; everything that can be wrong with it is found here, on the reader. */
    private Runnable command(LineLink link, JsonLine line, long nanos, long epochNanos) {
        switch (line.kind()) {
            case Messages.ORDER -> {
                NewOrder order = Messages.order(line);
                return () -> {
                    journal.append(received(line, nanos, epochNanos));
                    exchange.submit(order);
                };
            }
            case Messages.CANCEL -> {
                var cancel = Messages.cancel(line);
                return () -> {
                    journal.append(received(line, nanos, epochNanos));
                    exchange.cancel(cancel);
                };
            }
            default -> {
                if (!line.kind().equals("subscribe")) {
                    // Found missing here, it ends this connection; found on the matching thread, it would end the
                    // market.
                    line.number(QUESTION);
                }
                return question(link, line);
            }
        }
    }

    private static JsonLine received(JsonLine line, long nanos, long epochNanos) {
        return line.with("receivedAtNanos", nanos).with("receivedAtEpochNanos", epochNanos);
    }

    /** Answers carry the question's number and, like reports, leave after the force. */
    private Runnable question(LineLink link, JsonLine line) {
        return switch (line.kind()) {
            case "subscribe" ->
                () -> afterForce.add(() -> {
                    send(link, JsonLine.of("subscribed").toString());
                    subscribers.add(link);
                });
            case "query" -> {
                ClientOrderId id = Messages.orderId(line);
                yield () -> answer(link, line, List.of(Messages.of(exchange.query(id, clock.getAsLong()))));
            }
            case "openOrders" -> () -> answer(link, line, openOrders());
            case "fillsSince" -> {
                long since = line.number("timeNanos");
                yield () -> answer(link, line, fillsSince(since));
            }
            default ->
                throw new IllegalArgumentException("kind must be order, cancel, subscribe, query, openOrders or"
                        + " fillsSince, got '" + line.kind() + "'");
        };
    }

    private List<JsonLine> openOrders() {
        List<JsonLine> lines = new ArrayList<>();
        exchange.openOrders().forEach(id -> lines.add(JsonLine.of("open").with("orderId", id.value())));
        return lines;
    }

    private List<JsonLine> fillsSince(long timeNanos) {
        List<JsonLine> lines = new ArrayList<>();
        exchange.fillsSince(timeNanos).forEach(fill -> lines.add(Messages.of(new VenueReport.Filled(fill))));
        return lines;
    }

    private void answer(LineLink link, JsonLine question, List<JsonLine> lines) {
        long number = question.number(QUESTION);
        afterForce.add(() -> {
            for (int from = 0; from < lines.size(); from += ANSWER_BLOCK) {
                List<JsonLine> block = lines.subList(from, Math.min(lines.size(), from + ANSWER_BLOCK));
                block.forEach(line -> line.with(QUESTION, number));
                send(link, block.stream().map(JsonLine::toString).collect(Collectors.joining("\n")));
            }
            send(
                    link,
                    JsonLine.of("end")
                            .with(QUESTION, number)
                            .with("lines", lines.size())
                            .toString());
        });
    }

    private void feed(MarketStream market) {
        try {
            for (MarketEvent event = market.next(); event != null; event = market.next()) {
                MarketEvent next = event;
                incoming.put(() -> exchange.onMarket(next));
            }
            LOG.info("the market's stream has ended; orders are still taken");
        } catch (IOException e) {
            LOG.error("the market's stream failed; orders are still taken but meet the last quotes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        synchronized (threads) {
            threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
            threads.add(thread);
        }
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        links.forEach(LineLink::close);
        synchronized (threads) {
            threads.forEach(Thread::interrupt);
        }
        journal.close();
    }
}
