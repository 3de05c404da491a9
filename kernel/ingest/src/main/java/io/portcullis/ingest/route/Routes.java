package io.portcullis.ingest.route;

import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusState;
import io.portcullis.spi.BadRecordSink;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Camel at work: the doors into the kernel, the routes of a folder, and the thread that watches the folder. */
public final class Routes implements AutoCloseable {
    private static final long POLL_MILLIS = 250;
    private static final long STOP_TIMEOUT_SECONDS = 15;
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final DefaultCamelContext context;
    private final CachingConnectionFactory connections;
    private final RouteFolder folder;
    private final ScheduledExecutorService watcher;

    private Routes(DefaultCamelContext context, CachingConnectionFactory connections, RouteFolder folder) {
        this.context = context;
        this.connections = connections;
        this.folder = folder;
        this.watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "portcullis-routes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts Camel with the routes of a folder, and follows the folder from then on.
     *
     * @param data the data folder, {@code {{portcullis.data}}} in route files, which may use its {@code inbox} and
     *     {@code out}
     * @param routes the folder with the route files; it may come later
     * @param bus the bus; when it is down, routes that name it are refused
     * @param badRecords where inbound records go that cannot be used
     * @param clock for the time at which a route was loaded
     */
    public static Routes start(Path data, Path routes, ArtemisBus bus, BadRecordSink badRecords, Clock clock) {
        return start(data, routes, bus, badRecords, clock, POLL_MILLIS);
    }

    /** For tests: looks more often. */
    static Routes start(
            Path data, Path routes, ArtemisBus bus, BadRecordSink badRecords, Clock clock, long pollMillis) {
        long startNanos = System.nanoTime();
        boolean up = bus.state() == BusState.UP;
        CachingConnectionFactory connections = up ? cached(bus.routesConnectionFactory()) : null;
        RouteContexts contexts = new RouteContexts(data, connections);
        LiveRoutes live = new LiveRoutes(contexts.create("portcullis"));
        try {
            live.context().addRoutes(new Entries(bus, badRecords));
            live.context().start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel does not start with our own routes", e);
        }
        RouteFolder folder = new RouteFolder(routes, new RouteTrial(contexts), live, clock);
        Routes started = new Routes(live.context(), connections, folder);
        started.watch(pollMillis);
        LOG.info("routes up in {} ms", (System.nanoTime() - startNanos) / 1_000_000);
        return started;
    }

    /** Without it every message would open a connection of its own. */
    private static CachingConnectionFactory cached(ConnectionFactory bus) {
        CachingConnectionFactory connections = new CachingConnectionFactory(bus);
        connections.setCacheConsumers(false);
        connections.setReconnectOnException(true);
        return connections;
    }

    private void watch(long pollMillis) {
        // Two looks at once: what lies there when we start is not being written.
        folder.scan();
        folder.scan();
        watcher.scheduleWithFixedDelay(this::scanOrLog, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
    }

    private void scanOrLog() {
        try {
            folder.scan();
        } catch (RuntimeException e) {
            // The executor would silently never look again.
            LOG.error("step 1 ingest: looking at the route folder failed", e);
        }
    }

    /** Every route file and what runs because of it. */
    public List<RouteState> states() {
        return folder.states();
    }

    /** Why the route folder cannot be read; empty when it can. */
    public String folderProblem() {
        return folder.problem();
    }

    /** The context, for its management beans and for tests; routes are changed through files only. */
    public DefaultCamelContext context() {
        return context;
    }

    /** Stops watching, lets what is on its way finish for a few seconds, then stops; twice is harmless. */
    @Override
    public void close() {
        watcher.shutdown();
        try {
            if (!watcher.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                watcher.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.stop();
        if (connections != null) {
            connections.destroy();
        }
    }
}
