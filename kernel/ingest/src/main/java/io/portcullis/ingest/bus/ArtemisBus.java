package io.portcullis.ingest.bus;

import io.portcullis.model.market.MarketEvent;
import jakarta.jms.ConnectionFactory;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus on an embedded Artemis that nobody outside this process can reach. A broker that fails, for example because its disk is
 * full, is replaced by a new one on the same journal as soon as one starts; until then the bus is down.
 */
public final class ArtemisBus implements EventBus {
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisBus.class);
    private static final long RETRY_MILLIS_MIN = 1_000;
    private static final long RETRY_MILLIS_MAX = 10_000;
    private static final long STOP_MILLIS_MAX = 15_000;

    private final BusSettings settings;
    private final BrokerAccess access = BrokerAccess.create();
    private final AtomicLong marketRefused = new AtomicLong();
    private final AtomicLong durableRefused = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keep, "bus-keeper");
    private final Object change = new Object();
    /** What the lives before the present one did. */
    private volatile BusCounters before = BusCounters.NONE;

    private volatile BusLife life;
    private volatile String problem = "";
    private volatile MarketSink marketSink;
    private volatile Consumer<String> commandConsumer;

    private ArtemisBus(BusSettings settings) {
        this.settings = settings;
        keeper.setDaemon(true);
    }

    /** Starts a bus. One that cannot start is returned as well: it is down, {@link #problem()} says why, and it tries again. */
    public static ArtemisBus open(BusSettings settings) {
        ArtemisBus bus = new ArtemisBus(settings);
        bus.begin();
        bus.keeper.start();
        return bus;
    }

    private void begin() {
        long startNanos = System.nanoTime();
        try {
            BusLife next = BusLife.start(settings, access, this::failed);
            MarketSink sink = marketSink;
            if (sink != null) {
                next.deliverMarketTo(sink);
            }
            Consumer<String> consumer = commandConsumer;
            if (consumer != null) {
                next.deliverCommandsTo(consumer);
            }
            synchronized (change) {
                life = next;
                problem = "";
            }
            LOG.info("bus up in {} ms, journal in {}", (System.nanoTime() - startNanos) / 1_000_000, settings.folder());
        } catch (Exception e) {
            failed("starting with the journal in " + settings.folder(), e);
        }
    }

    /** Replaces a broker that failed, at longer and longer intervals. */
    private void keep() {
        long wait = RETRY_MILLIS_MIN;
        try {
            while (!closing.await(wait, TimeUnit.MILLISECONDS)) {
                if (state() == BusState.UP) {
                    wait = RETRY_MILLIS_MIN;
                } else {
                    end("down");
                    begin();
                    wait = Math.min(2 * wait, RETRY_MILLIS_MAX);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(String why) {
        BusLife last = life;
        if (last != null) {
            last.close(why);
            synchronized (change) {
                before = before.plus(countersOf(last));
                life = null;
            }
        }
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
        synchronized (change) {
            BusLife now = life;
            BusCounters all = now == null ? before : before.plus(countersOf(now));
            return all.plus(new BusCounters(0, 0, 0, marketRefused.get(), 0, 0, durableRefused.get()));
        }
    }

    private static BusCounters countersOf(BusLife life) {
        return new BusCounters(
                life.market().published(),
                life.market().delivered(),
                life.market().dropped(),
                0,
                life.market().sinkFailures(),
                life.durable().sent(),
                life.durable().refused());
    }

    @Override
    public boolean publishMarket(MarketEvent event) {
        BusLife now = up();
        return now != null && now.market().publish(event) || refuseMarket();
    }

    @Override
    public boolean publishMarketOrWait(MarketEvent event) throws InterruptedException {
        BusLife now = up();
        return now != null && now.market().publishOrWait(event) || refuseMarket();
    }

    /** Null when it is down. */
    private BusLife up() {
        return state() == BusState.UP ? life : null;
    }

    private boolean refuseMarket() {
        marketRefused.incrementAndGet();
        return false;
    }

    @Override
    public CompletableFuture<Void> flushMarker() {
        BusLife now = up();
        return now == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the bus is down: " + problem))
                : now.market().flushMarker();
    }

    @Override
    public void deliverMarketTo(MarketSink sink) {
        requireFirst(marketSink, "market data has a sink already");
        marketSink = Objects.requireNonNull(sink, "sink");
        BusLife now = up();
        try {
            if (now != null) {
                now.deliverMarketTo(sink);
            }
        } catch (ActiveMQException e) {
            failed("subscribing to market data", e);
        }
    }

    @Override
    public synchronized void deliverCommandsTo(Consumer<String> consumer) {
        requireFirst(commandConsumer, "commands have a consumer already");
        commandConsumer = Objects.requireNonNull(consumer, "consumer");
        BusLife now = up();
        try {
            if (now != null) {
                now.deliverCommandsTo(consumer);
            }
        } catch (ActiveMQException e) {
            failed("subscribing to commands", e);
        }
    }

    private static void requireFirst(Object there, String message) {
        if (there != null) {
            throw new IllegalStateException(message);
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

    @Override
    public boolean publishAlert(String json) {
        return offer(BusAddress.ALERTS, json);
    }

    private boolean offer(BusAddress address, String json) {
        BusLife now = up();
        if (now != null) {
            return now.durable().offer(address, json);
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
                ActiveMQJMSClient.createConnectionFactoryWithoutHA(JMSFactoryType.CF, access.connector());
        factory.setUser(Broker.ROUTES_USER);
        factory.setPassword(access.routesPassword());
        factory.setDeserializationDenyList("*");
        factory.setReconnectAttempts(0);
        return factory;
    }

    /** What a broken disk does to a broker, for tests. */
    void crashBroker() throws Exception {
        life.crash();
    }

    private void failed(String doing, Exception cause) {
        synchronized (change) {
            boolean known = !problem.isEmpty();
            problem = doing + ": " + cause;
            if (known) {
                return; // said when it went down; each vain attempt to come back need not be said
            }
        }
        if (closing.getCount() > 0) {
            LOG.error("bus down while {}: {}; it is tried again", doing, cause.toString());
        }
    }

    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        try {
            keeper.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        BusLife last = life;
        synchronized (change) {
            if (problem.isEmpty()) {
                problem = "closed";
            }
        }
        if (last != null) {
            last.close("closed");
        }
    }
}
