package io.portcullis.host.live;

import io.portcullis.host.config.Home;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.session.LogListener;
import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.ingest.route.Routes;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.store.Projector;
import io.portcullis.store.ProjectorSettings;
import io.portcullis.store.Store;
import io.portcullis.store.StoreConfig;
import io.portcullis.transport.EventSource;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What moves data in and out around the core: bus, routes, dead letters, database. None of it is on the order path, and any of
 * it may be down while trading goes on.
 */
final class Edge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    private static final String DATABASE = "database";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ArtemisBus bus;
    private final DeadLetters deadLetters;
    private final Store store;
    private final Projector projector;
    private final DecisionFeed decisions;
    private volatile Routes routes;

    /**
     * Starts bus and database; routes come with {@link #startRoutes}.
     *
     * @param database as etc/store.cfg says
     */
    Edge(Home home, StoreConfig database, EventSource log, Alerts alerts) {
        bus = register(ArtemisBus.open(BusSettings.defaults(home.data().resolve("bus"))));
        if (!bus.problem().isEmpty()) {
            LOG.error("the event bus is down: {}; orders over HTTP go on", bus.problem());
        }
        deadLetters = register(DeadLetters.toFolderAndBus(home.data().resolve("dead-letter"), Clock.systemUTC(), bus));
        LOG.info("the log is projected into {}", database);
        store = register(Store.deferred(database));
        projector = register(
                new Projector(store, new StoreLog(log), ProjectorSettings.DEFAULT, line -> alarm(alerts, line)));
        projector.start();
        decisions = register(new DecisionFeed(bus));
    }

    private static void alarm(Alerts alerts, String line) {
        if (line.isEmpty()) {
            alerts.clear(DATABASE);
        } else {
            alerts.raise(DATABASE, line);
        }
    }

    private <T extends AutoCloseable> T register(T part) {
        open.push(part);
        return part;
    }

    void startRoutes(Home home) {
        routes = register(Routes.start(home.data(), home.routes(), bus, deadLetters, Clock.systemUTC()));
    }

    /** Feeds database and bus from the engine's thread, without ever waiting for either. */
    LogListener listener() {
        return (position, event) -> {
            projector.offer(position, event);
            if (event instanceof EngineEvent.GateDecided decided) {
                decisions.offer(position, decided.record());
            }
        };
    }

    /** Says which of its parts is down; trading goes on without them. */
    void report(Alerts alerts) {
        report(alerts, "bus", bus.problem());
    }

    private static void report(Alerts alerts, String part, String problem) {
        if (problem.isEmpty()) {
            alerts.clear(part);
        } else {
            alerts.raise(part, problem);
        }
    }

    ArtemisBus bus() {
        return bus;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Store store() {
        return store;
    }

    Projector projector() {
        return projector;
    }

    DecisionFeed decisions() {
        return decisions;
    }

    /** The routes; null until they are started. */
    Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("could not be closed cleanly: {}", e.toString());
            }
        }
    }
}
