package io.portcullis.host.live;

import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.LatencyTimer;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.ingest.bus.BusCounters;
import io.portcullis.ingest.bus.BusState;
import io.portcullis.ingest.connector.ConnectorRunner;
import io.portcullis.ingest.connector.RunnerStatus;
import io.portcullis.ingest.deadletter.DeadLetterCounts;
import io.portcullis.ingest.route.RouteState;
import io.portcullis.ingest.route.Routes;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.store.ProjectorStatus;
import io.portcullis.store.StoreHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Steps 1 to 3, and the database of step 9, as metrics: read from what bus, routes, agents and projector count themselves. */
final class EdgeMetrics {
    private final Metrics metrics;

    private EdgeMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Lets metrics follow bus, dead letters, routes and database. */
    static void follow(Metrics metrics, Edge edge) {
        EdgeMetrics into = new EdgeMetrics(metrics);
        into.bus(edge);
        into.deadLetters(edge);
        into.routes(edge);
        into.projector(edge);
    }

    /** Lets metrics follow features and agents. */
    static void follow(Metrics metrics, MarketFeed feed) {
        LatencyTimer instants = metrics.latency(Family.INSTANT);
        feed.timeInstantsWith(instants::nanos);
        metrics.value(Family.FRAMES, feed::frames);
        metrics.value(Family.FRAME_ROWS, feed::frameRows);
        metrics.value(Family.EVENTS_LATE, feed::lateEvents);
        metrics.value(Family.FEATURE_STORE_UP, () -> feed.room().isUp() ? 1 : 0);
        metrics.value(Family.FEATURE_STORE_DROPPED, feed.room()::dropped);
        new EdgeMetrics(metrics).agents(feed::agentStatus);
    }

    /** Lets metrics follow a connector. */
    static void follow(Metrics metrics, ConnectorRunner runner) {
        String name = runner.status().name();
        metrics.value(Family.CONNECTOR_PUBLISHED, () -> runner.status().published(), name);
        metrics.value(Family.CONNECTOR_REFUSED, () -> runner.status().refused(), name);
        metrics.value(Family.CONNECTOR_OUT_OF_ORDER, () -> runner.status().outOfOrder(), name);
        metrics.value(
                Family.CONNECTOR_FAILED, () -> runner.status().state() == RunnerStatus.State.FAILED ? 1 : 0, name);
    }

    private void bus(Edge edge) {
        Supplier<BusCounters> counts = () -> edge.bus().counters();
        metrics.value(Family.BUS_UP, () -> edge.bus().state() == BusState.UP ? 1 : 0);
        metrics.value(Family.MARKET_PUBLISHED, () -> counts.get().marketPublished());
        metrics.value(Family.MARKET_DELIVERED, () -> counts.get().marketDelivered());
        metrics.value(Family.MARKET_DROPPED, () -> counts.get().marketDropped());
        metrics.value(Family.MARKET_REFUSED, () -> counts.get().marketRefused());
        metrics.value(Family.MARKET_QUEUE, () -> waiting(counts.get()));
        metrics.value(Family.MARKET_SINK_FAILURES, () -> counts.get().sinkFailures());
        metrics.value(Family.BUS_SENT, () -> counts.get().durableSent());
        metrics.value(Family.BUS_REFUSED, () -> counts.get().durableRefused());
        metrics.value(Family.DECISIONS_NOT_ON_BUS, () -> edge.decisions().dropped());
    }

    private static long waiting(BusCounters counts) {
        return Math.max(0, counts.marketPublished() - counts.marketDelivered() - counts.marketDropped());
    }

    private void deadLetters(Edge edge) {
        Supplier<DeadLetterCounts> counts = () -> edge.deadLetters().counts();
        metrics.table(Family.DEAD_LETTERS, () -> {
            Map<List<String>, Long> rows = new HashMap<>();
            counts.get().byKind().forEach((kind, count) -> rows.put(List.of(kind), count));
            return rows;
        });
        metrics.value(Family.DEAD_LETTERS_NOT_IN_FILE, () -> counts.get().notInFile());
        metrics.value(Family.DEAD_LETTERS_NOT_ON_BUS, () -> counts.get().notOnBus());
    }

    private void routes(Edge edge) {
        route(edge, Family.ROUTE_RUNNING, state -> state.status() == RouteState.Status.ACTIVE ? 1 : 0);
        route(edge, Family.ROUTE_EXCHANGES, RouteState::completed);
        route(edge, Family.ROUTE_FAILURES, RouteState::failed);
    }

    private void route(Edge edge, Family family, ToLongFunction<RouteState> number) {
        metrics.table(family, () -> {
            Routes routes = edge.routes();
            List<RouteState> states = routes == null ? List.of() : routes.states();
            return rows(states, state -> List.of(state.file()), number);
        });
    }

    private void agents(Supplier<List<AgentStatus>> agents) {
        metrics.table(Family.AGENT_STATE, () -> {
            Map<List<String>, Integer> rows = new HashMap<>();
            for (AgentStatus agent : agents.get()) {
                for (AgentStatus.State state : AgentStatus.State.values()) {
                    rows.put(List.of(agent.agent().value(), text(state)), agent.state() == state ? 1 : 0);
                }
            }
            return rows;
        });
        metrics.table(Family.AGENT_ABSTENTIONS, () -> {
            Map<List<String>, Long> rows = new HashMap<>();
            for (AgentStatus agent : agents.get()) {
                agent.abstentions()
                        .forEach((reason, count) ->
                                rows.put(List.of(agent.agent().value(), reason), count));
            }
            return rows;
        });
        metrics.table(Family.AGENT_LONGEST, () -> {
            Map<List<String>, Double> rows = new HashMap<>();
            agents.get().forEach(agent -> rows.put(List.of(agent.agent().value()), agent.longestMicros() / 1e6));
            return rows;
        });
        agent(agents, Family.AGENT_CALLS, AgentStatus::calls);
        agent(agents, Family.AGENT_FAILURES, AgentStatus::failures);
        agent(agents, Family.AGENT_OVERRUNS, AgentStatus::overruns);
        agent(agents, Family.AGENT_SIGNALS, AgentStatus::signals);
        agent(agents, Family.AGENT_DROPPED, AgentStatus::eventsDropped);
    }

    private void agent(Supplier<List<AgentStatus>> agents, Family family, ToLongFunction<AgentStatus> number) {
        metrics.table(
                family, () -> rows(agents.get(), agent -> List.of(agent.agent().value()), number));
    }

    private void projector(Edge edge) {
        Supplier<ProjectorStatus> status = () -> edge.projector().status();
        metrics.value(Family.PROJECTOR_POSITION, () -> Math.max(0, status.get().appliedPosition()));
        metrics.value(Family.PROJECTOR_LAG, () -> lag(status.get()));
        metrics.value(Family.PROJECTOR_QUEUE, () -> status.get().queued());
        metrics.value(Family.PROJECTOR_APPLIED, () -> status.get().applied());
        metrics.value(Family.PROJECTOR_DROPOUTS, () -> status.get().dropouts());
        metrics.value(Family.PROJECTOR_FAILURES, () -> status.get().failures());
        for (ProjectorStatus.Mode mode : ProjectorStatus.Mode.values()) {
            metrics.value(Family.PROJECTOR_MODE, () -> status.get().mode() == mode ? 1 : 0, text(mode));
        }
        for (StoreHealth.State state : StoreHealth.State.values()) {
            metrics.value(Family.DATABASE_STATE, () -> edge.projector().health().state() == state ? 1 : 0, text(state));
        }
    }

    private static long lag(ProjectorStatus status) {
        return Math.max(0, status.seenPosition() - Math.max(0, status.appliedPosition()));
    }

    private static <T> Map<List<String>, Long> rows(
            List<T> things, Function<T, List<String>> labels, ToLongFunction<T> number) {
        Map<List<String>, Long> rows = new HashMap<>();
        things.forEach(thing -> rows.put(labels.apply(thing), number.applyAsLong(thing)));
        return rows;
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
