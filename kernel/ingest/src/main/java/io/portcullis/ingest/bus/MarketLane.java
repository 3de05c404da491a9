package io.portcullis.ingest.bus;

import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.model.market.MarketEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market data from the publishers to the kernel's sink: one topic, one queue of the kernel, one thread at its end.
 *
 * <p>Every message carries a sequence number. The sink's side counts what the ring dropped as gaps, and a blocking
 * publisher
 * measures its distance to the sink, without asking the broker.
 */
final class MarketLane {
    /** Name and type for subscribers that select, as in {@code type = 'bar'}. */
    private static final SimpleString TYPE = SimpleString.of("type");

    private static final SimpleString SEQUENCE = SimpleString.of("seq");
    private static final long RECEIVE_TIMEOUT_MILLIS = 500;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(MarketLane.class);

    private final ClientSession publishing;
    private final ClientProducer producer;
    private final ClientProducer markerProducer;
    private final ClientSession delivering;
    private final int inFlightMax;
    private final FailureListener onFailure;
    private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> markers = new ConcurrentSkipListMap<>();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong sinkFailures = new AtomicLong();
    private final Object sending = new Object();
    private final Object room = new Object();
    /** Written under {@link #sending} only. */
    private volatile long lastSent;

    private volatile long lastReceived;
    private volatile boolean closed;
    private Thread thread;

    /** Told when the broker cannot be talked to any more. */
    interface FailureListener {
        void failed(String doing, Exception cause);
    }

    MarketLane(ClientSession publishing, ClientSession delivering, int inFlightMax, FailureListener onFailure)
            throws ActiveMQException {
        this.publishing = publishing;
        this.delivering = delivering;
        this.inFlightMax = inFlightMax;
        this.onFailure = onFailure;
        String address = BusAddress.MARKET.text();
        producer = publishing.createProducer(address);
        // Markers go to the kernel's queue alone: other subscribers have no use for them.
        markerProducer = publishing.createProducer(address + "::" + Broker.KERNEL_QUEUE);
    }

    long published() {
        return published.get();
    }

    long delivered() {
        return delivered.get();
    }

    long dropped() {
        return dropped.get();
    }

    long sinkFailures() {
        return sinkFailures.get();
    }

    boolean publish(MarketEvent event) {
        String json = MarketEventCodec.toJson(event);
        synchronized (sending) {
            if (!send(producer, json, MarketEventCodec.typeOf(event))) {
                return false;
            }
        }
        published.incrementAndGet();
        return true;
    }

    /** Goes on when half of what may be in flight has arrived: to be woken for each single event costs more than the event. */
    boolean publishOrWait(MarketEvent event) throws InterruptedException {
        if (inFlight() >= inFlightMax) {
            synchronized (room) {
                while (!closed && inFlight() > inFlightMax / 2) {
                    room.wait();
                }
            }
        }
        return publish(event);
    }

    private long inFlight() {
        return lastSent - lastReceived;
    }

    CompletableFuture<Void> flushMarker() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        synchronized (sending) {
            markers.put(lastSent + 1, passed);
            if (!send(markerProducer, "", "marker")) {
                markers.values().remove(passed);
                passed.completeExceptionally(new IllegalStateException("the bus is down"));
            }
        }
        return passed;
    }

    private boolean send(ClientProducer to, String text, String type) {
        if (closed) {
            return false;
        }
        try {
            ClientMessage message = publishing.createMessage(Message.TEXT_TYPE, false);
            message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
            message.putStringProperty(TYPE, SimpleString.of(type));
            message.putLongProperty(SEQUENCE, lastSent + 1);
            to.send(message);
            lastSent = lastSent + 1;
            return true;
        } catch (ActiveMQException | RuntimeException e) {
            onFailure.failed("publishing market data", e);
            return false;
        }
    }

    synchronized void deliverTo(MarketSink sink) throws ActiveMQException {
        if (thread != null) {
            throw new IllegalStateException("market data has a sink already");
        }
        ClientConsumer consumer = delivering.createConsumer(Broker.KERNEL_QUEUE);
        delivering.start();
        thread = new Thread(() -> deliverAll(consumer, sink), "portcullis-market");
        thread.setDaemon(true);
        thread.start();
    }

    private void deliverAll(ClientConsumer consumer, MarketSink sink) {
        try {
            while (!closed) {
                ClientMessage message = consumer.receive(RECEIVE_TIMEOUT_MILLIS);
                if (message != null) {
                    deliver(message, sink);
                }
            }
        } catch (ActiveMQException | RuntimeException e) {
            if (!closed) {
                onFailure.failed("receiving market data", e);
            }
        }
    }

    private void deliver(ClientMessage message, MarketSink sink) {
        long sequence = message.getLongProperty(SEQUENCE);
        int markersPassed = markers.headMap(sequence).size();
        dropped.addAndGet(sequence - lastReceived - 1 - markersPassed);
        if (!markers.containsKey(sequence)) {
            handOver(message, sink);
        }
        lastReceived = sequence;
        while (!markers.isEmpty() && markers.firstKey() <= sequence) {
            markers.pollFirstEntry().getValue().complete(null);
        }
        if (inFlight() <= inFlightMax / 2) {
            synchronized (room) {
                room.notifyAll();
            }
        }
    }

    private void handOver(ClientMessage message, MarketSink sink) {
        try {
            String json =
                    message.getReadOnlyBodyBuffer().readNullableSimpleString().toString();
            sink.onMarket(MarketEventCodec.fromJson(json));
            delivered.incrementAndGet();
        } catch (RuntimeException e) {
            if (sinkFailures.getAndIncrement() == 0) {
                LOG.warn("step 1 ingest: the market sink threw; later failures are only counted", e);
            }
        }
    }

    /** Wakes everyone who waits; the sessions belong to the bus. */
    void close(String why) {
        closed = true;
        synchronized (room) {
            room.notifyAll();
        }
        while (!markers.isEmpty()) {
            markers.pollFirstEntry()
                    .getValue()
                    .completeExceptionally(new IllegalStateException("the bus is down: " + why));
        }
    }

    synchronized void join() throws InterruptedException {
        if (thread != null && thread != Thread.currentThread()) {
            thread.join(STOP_TIMEOUT_MILLIS);
        }
    }
}
