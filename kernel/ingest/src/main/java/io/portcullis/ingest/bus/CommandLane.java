package io.portcullis.ingest.bus;

import io.portcullis.ingest.bus.MarketLane.FailureListener;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands from the journal to the kernel: acknowledged when the kernel has taken them, given back when it threw. */
final class CommandLane {
    private static final long RECEIVE_TIMEOUT_MILLIS = 500;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(CommandLane.class);

    private final ClientSession session;
    private final FailureListener onFailure;
    private final Thread thread;
    private volatile boolean closed;

    /** @param session a transacted one, used by this lane's thread only */
    CommandLane(ClientSession session, Consumer<String> commands, FailureListener onFailure) throws ActiveMQException {
        this.session = session;
        this.onFailure = onFailure;
        ClientConsumer consumer = session.createConsumer(BusAddress.COMMANDS.text());
        session.start();
        thread = new Thread(() -> receiveAll(consumer, commands), "portcullis-commands");
        thread.setDaemon(true);
        thread.start();
    }

    private void receiveAll(ClientConsumer consumer, Consumer<String> commands) {
        try {
            while (!closed) {
                ClientMessage message = consumer.receive(RECEIVE_TIMEOUT_MILLIS);
                if (message != null) {
                    message.acknowledge();
                    take(message, commands);
                }
            }
        } catch (ActiveMQException | RuntimeException e) {
            if (!closed) {
                onFailure.failed("receiving commands", e);
            }
        }
    }

    private void take(ClientMessage message, Consumer<String> commands) throws ActiveMQException {
        boolean taken = false;
        try {
            commands.accept(
                    message.getReadOnlyBodyBuffer().readNullableSimpleString().toString());
            taken = true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "step 1 ingest: a command was not taken (delivery {}): {}",
                    message.getDeliveryCount(),
                    e.toString());
        }
        if (taken) {
            session.commit();
        } else {
            session.rollback();
        }
    }

    void close() throws InterruptedException {
        closed = true;
        if (thread != Thread.currentThread()) {
            thread.join(STOP_TIMEOUT_MILLIS);
        }
    }
}
