package io.portcullis.ingest.bus;

import io.portcullis.ingest.bus.MarketLane.FailureListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * Commands, decisions and dead letters on their way to the journal.
 *
 * <p>A synced write takes about a millisecond, and a full disk stops it altogether: so callers only put a text in
 * line, and one
 * thread writes, up to a hundred in one transaction.
 */
final class DurableLane {
    private static final int BATCH_MAX = 100;
    private static final long IDLE_MILLIS = 200;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;

    private final ClientSession session;
    private final ClientProducer producer;
    private final FailureListener onFailure;
    private final BlockingQueue<Outgoing> line;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread = new Thread(this::sendAll, "portcullis-bus-durable");
    private volatile boolean closed;
    private volatile boolean broken;

    private record Outgoing(BusAddress address, String text) {}

    /** @param session a transacted one, used by this lane's thread only */
    DurableLane(ClientSession session, int handOffMax, FailureListener onFailure) throws ActiveMQException {
        this.session = session;
        this.onFailure = onFailure;
        this.line = new ArrayBlockingQueue<>(handOffMax);
        this.producer = session.createProducer();
        thread.setDaemon(true);
        thread.start();
    }

    long sent() {
        return sent.get();
    }

    long refused() {
        return refused.get();
    }

    boolean offer(BusAddress address, String text) {
        if (closed || broken || !line.offer(new Outgoing(address, text))) {
            refused.incrementAndGet();
            return false;
        }
        return true;
    }

    private void sendAll() {
        List<Outgoing> batch = new ArrayList<>(BATCH_MAX);
        try {
            while (!broken && !(closed && line.isEmpty())) {
                Outgoing first = line.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    line.drainTo(batch, BATCH_MAX - 1);
                    send(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, after it has waited for the line to become empty, and abandon().
            Thread.currentThread().interrupt();
        }
        refused.addAndGet(line.size());
        line.clear();
    }

    private void send(List<Outgoing> batch) {
        try {
            for (Outgoing outgoing : batch) {
                ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
                message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(outgoing.text()));
                producer.send(outgoing.address().text(), message);
            }
            session.commit();
            sent.addAndGet(batch.size());
        } catch (ActiveMQAddressFullException e) {
            refused.addAndGet(batch.size());
            rollBack();
        } catch (ActiveMQException | RuntimeException e) {
            refused.addAndGet(batch.size());
            broken = true;
            onFailure.failed("writing to the journal", e);
        }
    }

    private void rollBack() {
        try {
            session.rollback();
        } catch (ActiveMQException e) {
            broken = true;
            onFailure.failed("rolling back a full address", e);
        }
    }

    /** Takes nothing more, and what is in line is lost: there is nobody to send it to. */
    void abandon() throws InterruptedException {
        broken = true;
        closed = true;
        thread.interrupt();
        if (thread != Thread.currentThread()) {
            thread.join(STOP_TIMEOUT_MILLIS);
        }
    }

    /** Takes nothing more; what is in line is still sent. */
    void close() throws InterruptedException {
        closed = true;
        if (thread != Thread.currentThread()) {
            thread.join(STOP_TIMEOUT_MILLIS);
            thread.interrupt();
        }
    }
}
