package io.portcullis.ingest.bus;

import io.portcullis.model.market.MarketEvent;
import jakarta.jms.ConnectionFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus on an embedded Artemis that nobody outside this process can reach. */
public final class ArtemisBus implements EventBus {
    private static final int CONSUMER_WINDOW_BYTES = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisBus.class);

    private final Broker broker;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong marketRefused = new AtomicLong();
    private final AtomicLong durableRefused = new AtomicLong();
    private volatile String problem = "";
    private volatile MarketLane market;
    private volatile DurableLane durable;
    private CommandLane commands;
    private ServerLocator locator;
    private ClientSessionFactory sessions;

    private ArtemisBus(BusSettings settings) {
        broker = new Broker(settings);
    }

    /** Starts a bus. One that cannot start is returned as well: it is down, and {@link #problem()} says why. */
    public static ArtemisBus open(BusSettings settings) {
        ArtemisBus bus = new ArtemisBus(settings);
        long startNanos = System.nanoTime();
        try {
            bus.start(settings);
            LOG.info("bus up in {} ms, journal in {}", (System.nanoTime() - startNanos) / 1_000_000, settings.folder());
        } catch (Exception e) {
            bus.failed("starting with the journal in " + settings.folder(), e);
        }
        return bus;
    }

    private void start(BusSettings settings) throws Exception {
        broker.start();
        locator = ActiveMQClient.createServerLocatorWithoutHA(broker.connector());
        // An embedded broker that is gone stays gone: no retries, the state says so at once.
        locator.setReconnectAttempts(0);
        locator.setBlockOnNonDurableSend(false);
        // What is on its way to a consumer is beyond the ring's reach, so it is kept small.
        locator.setConsumerWindowSize(CONSUMER_WINDOW_BYTES);
        sessions = locator.createSessionFactory();
        market = new MarketLane(session(true), session(true), settings.inFlightMax(), this::failed);
        durable = new DurableLane(session(false), settings.handOffMax(), this::failed);
    }

    private ClientSession session(boolean autoCommit) throws ActiveMQException {
        ClientSession session = sessions.createSession(
                Broker.KERNEL_USER,
                broker.kernelPassword(),
                false,
                autoCommit,
                autoCommit,
                // Only market data is received with automatic commits, and losing it is allowed.
                autoCommit,
                ActiveMQClient.DEFAULT_ACK_BATCH_SIZE);
        session.addFailureListener(new DownOnFailure());
        return session;
    }

    @Override
    public BusState state() {
        return problem.isEmpty() ? BusState.UP : BusState.DOWN;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public BusCounters counters() {
        MarketLane lane = market;
        DurableLane journal = durable;
        return new BusCounters(
                lane == null ? 0 : lane.published(),
                lane == null ? 0 : lane.delivered(),
                lane == null ? 0 : lane.dropped(),
                marketRefused.get(),
                lane == null ? 0 : lane.sinkFailures(),
                journal == null ? 0 : journal.sent(),
                durableRefused.get() + (journal == null ? 0 : journal.refused()));
    }

    @Override
    public boolean publishMarket(MarketEvent event) {
        return state() == BusState.UP && market.publish(event) || refuseMarket();
    }

    @Override
    public boolean publishMarketOrWait(MarketEvent event) throws InterruptedException {
        return state() == BusState.UP && market.publishOrWait(event) || refuseMarket();
    }

    private boolean refuseMarket() {
        marketRefused.incrementAndGet();
        return false;
    }

    @Override
    public CompletableFuture<Void> flushMarker() {
        if (state() == BusState.DOWN) {
            return CompletableFuture.failedFuture(new IllegalStateException("the bus is down: " + problem));
        }
        return market.flushMarker();
    }

    @Override
    public void deliverMarketTo(MarketSink sink) {
        try {
            if (state() == BusState.UP) {
                market.deliverTo(sink);
            }
        } catch (ActiveMQException e) {
            failed("subscribing to market data", e);
        }
    }

    @Override
    public synchronized void deliverCommandsTo(Consumer<String> consumer) {
        if (commands != null) {
            throw new IllegalStateException("commands have a consumer already");
        }
        try {
            if (state() == BusState.UP) {
                commands = new CommandLane(session(false), consumer, this::failed);
            }
        } catch (ActiveMQException e) {
            failed("subscribing to commands", e);
        }
    }

    @Override
    public boolean publishCommand(String json) {
        return offer(BusAddress.COMMANDS, json);
    }

    @Override
    public boolean publishDecision(String json) {
        return offer(BusAddress.DECISIONS, json);
    }

    @Override
    public boolean publishDeadLetter(String json) {
        return offer(BusAddress.DEAD_LETTER, json);
    }

    private boolean offer(BusAddress address, String json) {
        if (state() == BusState.UP) {
            return durable.offer(address, json);
        }
        durableRefused.incrementAndGet();
        return false;
    }

    /**
     * How routes reach the bus: as a user who may listen but not speak to the kernel, and who reads no Java
     * objects.
     */
    public ConnectionFactory routesConnectionFactory() {
        ActiveMQConnectionFactory factory =
                ActiveMQJMSClient.createConnectionFactoryWithoutHA(JMSFactoryType.CF, broker.connector());
        factory.setUser(Broker.ROUTES_USER);
        factory.setPassword(broker.routesPassword());
        factory.setDeserializationDenyList("*");
        factory.setReconnectAttempts(0);
        return factory;
    }

    private void failed(String doing, Exception cause) {
        synchronized (this) {
            if (!problem.isEmpty()) {
                return;
            }
            problem = doing + ": " + cause;
        }
        LOG.error("bus down while {}", doing, cause);
        if (market != null) {
            market.close(problem);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopBroker();
    }

    private void drain() throws InterruptedException {
        if (durable != null) {
            durable.close();
        }
        synchronized (this) {
            if (problem.isEmpty()) {
                problem = "closed";
            }
        }
        if (market != null) {
            market.close("closed");
            market.join();
        }
        if (commands != null) {
            commands.close();
        }
    }

    private void stopBroker() {
        try {
            if (sessions != null) {
                sessions.close();
            }
            if (locator != null) {
                locator.close();
            }
            broker.stop();
        } catch (Exception e) {
            LOG.warn("the bus did not stop cleanly", e);
        }
    }

    /** The broker went away under us, for example because its disk failed. */
    private final class DownOnFailure implements SessionFailureListener {
        @Override
        public void connectionFailed(ActiveMQException exception, boolean failedOver) {
            if (!closed.get()) {
                failed("connected to the broker", exception);
            }
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
