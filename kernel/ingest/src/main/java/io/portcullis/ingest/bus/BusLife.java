package io.portcullis.ingest.bus;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker with the lanes to and from it, from its start until it fails or is closed; it is never mended, the next one is new. */
final class BusLife {
    private static final Logger LOG = LoggerFactory.getLogger(BusLife.class);
    private static final int MESSAGE_BYTES_USUAL = 512;
    private static final int CONSUMER_WINDOW_BYTES = 64 * 1024;

    private final Broker broker;
    private final BrokerAccess access;
    private final MarketLane.FailureListener onFailure;
    private final AtomicBoolean over = new AtomicBoolean();
    private ServerLocator locator;
    private ClientSessionFactory sessions;
    private MarketLane market;
    private DurableLane durable;
    private CommandLane commands;

    private BusLife(BusSettings settings, BrokerAccess access, MarketLane.FailureListener onFailure) {
        this.broker = new Broker(settings, access);
        this.access = access;
        this.onFailure = onFailure;
    }

    /**
     * Starts a broker.
     *
     * @param onFailure told once, when it failed by itself
     * @throws Exception when it does not start; nothing of it is left then
     */
    static BusLife start(BusSettings settings, BrokerAccess access, MarketLane.FailureListener onFailure)
            throws Exception {
        BusLife life = new BusLife(settings, access, onFailure);
        try {
            life.open(settings);
            return life;
        } catch (Exception e) {
            life.over.set(true);
            life.stop();
            throw e;
        }
    }

    private void open(BusSettings settings) throws Exception {
        broker.start();
        locator = ActiveMQClient.createServerLocatorWithoutHA(access.connector());
        // An embedded broker that is gone stays gone: no retries, the state says so at once.
        locator.setReconnectAttempts(0);
        locator.setBlockOnNonDurableSend(false);
        // What is on its way to a consumer is beyond the ring's reach, so it is kept small.
        locator.setConsumerWindowSize(CONSUMER_WINDOW_BYTES);
        // A message grows when it must; most are a quote or a bar.
        locator.setInitialMessagePacketSize(MESSAGE_BYTES_USUAL);
        sessions = locator.createSessionFactory();
        market = new MarketLane(session(true), session(true), settings.inFlightMax(), this::failed);
        durable = new DurableLane(session(false), settings.handOffMax(), this::failed);
    }

    private ClientSession session(boolean autoCommit) throws ActiveMQException {
        ClientSession session = sessions.createSession(
                Broker.KERNEL_USER,
                access.kernelPassword(),
                false,
                autoCommit,
                autoCommit,
                // Only market data is received with automatic commits, and losing it is allowed.
                autoCommit,
                ActiveMQClient.DEFAULT_ACK_BATCH_SIZE);
        session.addFailureListener(new DownOnFailure());
        return session;
    }

    MarketLane market() {
        return market;
    }

    DurableLane durable() {
        return durable;
    }

    void deliverMarketTo(MarketSink sink) throws ActiveMQException {
        market.deliverTo(sink);
    }

    void deliverCommandsTo(Consumer<String> consumer) throws ActiveMQException {
        commands = new CommandLane(session(false), consumer, this::failed);
    }

    void crash() throws Exception {
        broker.stop();
    }

    private void failed(String doing, Exception cause) {
        if (over.compareAndSet(false, true)) {
            market.close(doing + ": " + cause);
            onFailure.failed(doing, cause);
        }
    }

    /**
     * Sends what is in line, then stops.
     *
     * @param why told to those who wait
     */
    void close(String why) {
        boolean healthy = over.compareAndSet(false, true);
        try {
            if (healthy) {
                durable.close();
            } else {
                durable.abandon();
            }
            market.close(why);
            market.join();
            if (commands != null) {
                commands.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void stop() {
        try {
            if (sessions != null) {
                sessions.close();
            }
            if (locator != null) {
                locator.close();
            }
            broker.stop();
        } catch (Exception e) {
            LOG.warn("the bus did not stop cleanly: {}", e.toString());
        }
    }

    /** The broker went away under us, for example because its disk failed. */
    private final class DownOnFailure implements SessionFailureListener {
        @Override
        public void connectionFailed(ActiveMQException exception, boolean failedOver) {
            failed("connected to the broker", exception);
        }

        @Override
        public void connectionFailed(ActiveMQException exception, boolean failedOver, String scaleDownTargetNodeID) {
            connectionFailed(exception, failedOver);
        }

        @Override
        public void beforeReconnect(ActiveMQException exception) {
            // There is no reconnecting to a broker of our own process.
        }
    }
}
