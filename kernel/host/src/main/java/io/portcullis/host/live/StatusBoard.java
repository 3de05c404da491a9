package io.portcullis.host.live;

import io.portcullis.engine.Books;
import io.portcullis.engine.Engine;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.StatusView;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.signals.agent.AgentStatus;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What status shows: counted on the engine's thread as the log passes, put together when somebody asks. */
final class StatusBoard implements LogListener {
    /** What the twelve agents' raw weights of the design sum to, and those that vote on direction. */
    private static final double ALL_WEIGHTS = 116;

    private static final double VOTING_WEIGHTS = 108;

    private final Instant startedAt = Instant.now();
    private final String profile;
    private final String market;
    private final Supplier<List<AgentView>> agents;
    private final Alerts alerts;
    private final SortedMap<String, String> venues = new TreeMap<>();
    private KillProgress progress;
    private String sessionId = "";
    private String durability = "";
    private long orders;
    private long denied;
    private long fills;
    private long signals;
    private long days;
    private volatile String phase = "STARTING";
    private volatile Edge edge;
    private volatile StatusView last;
    private long position;

    StatusBoard(ServerSettings settings, String market, Supplier<List<AgentView>> agents, Alerts alerts) {
        this.profile = settings.profile().text();
        this.market = market;
        this.agents = agents;
        this.alerts = alerts;
    }

    void durability(ServerSettings settings, TradingCore core) {
        progress = new KillProgress(core);
        durability = core.log().durability().toString();
    }

    void edge(Edge newEdge) {
        edge = newEdge;
    }

    void phase(String newPhase) {
        phase = newPhase;
    }

    @Override
    public void on(long newPosition, EngineEvent event) {
        position = newPosition;
        if (event instanceof EngineEvent.GateDecided decided) {
            orders++;
            denied += decided.record().decision().passes() ? 0 : 1;
        } else if (event instanceof EngineEvent.VenueReported reported) {
            fills += reported.report() instanceof VenueReport.Filled ? 1 : 0;
        } else if (event instanceof EngineEvent.SignalBatch batch) {
            signals += batch.signals().size();
        } else if (event instanceof EngineEvent.VenueLinkChanged link) {
            venues.put(link.venue().value(), link.up() ? "up" : "down");
        } else if (event instanceof EngineEvent.SessionStarted started) {
            sessionId = started.sessionId();
        } else if (event instanceof EngineEvent.DayClosed) {
            days++;
        }
    }

    /** What was true when somebody asked last, for as long as the engine cannot be asked. */
    StatusView last(String phaseNow) {
        StatusView known = last;
        if (known == null) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the engine has not answered yet");
        }
        return known.in(phaseNow, database(), alerts.active());
    }

    /** What the agents did, and what became of their calls. Any thread. */
    List<AgentView> agentViews() {
        return agents.get();
    }

    /** Engine thread. */
    StatusView view(Engine engine) {
        Books books = engine.books();
        SortedMap<String, String> states = new TreeMap<>();
        for (KillAnswer kill : progress.all(engine)) {
            states.put(kill.scope(), text(kill));
        }
        if (books.trading().recovering()) {
            states.putIfAbsent("global", "REDUCE_ONLY (orders of an earlier run are unresolved)");
        }
        SortedMap<String, String> agentStates = new TreeMap<>();
        SortedMap<String, String> weights = new TreeMap<>();
        List<AgentStatus> statuses =
                agents.get().stream().map(AgentView::status).toList();
        SortedMap<AgentId, Double> proposed = new TreeMap<>();
        statuses.forEach(status -> proposed.putAll(status.proposedWeights()));
        for (AgentStatus status : statuses) {
            agentStates.put(status.agent().value(), status.state().name().toLowerCase(java.util.Locale.ROOT));
            weights.put(
                    status.agent().value(),
                    weight(books, status.agent(), status.inputs().priorWeight()) + proposal(proposed, status.agent()));
        }
        Money equity =
                new Money(books.portfolio().equityRaw(), books.portfolio().currency());
        last = new StatusView(
                profile,
                sessionId,
                phase,
                startedAt.toString(),
                instant(engine.timeNanos()).toString(),
                durability,
                market,
                new TreeMap<>(venues),
                states,
                engine.policy().activePack().hex(),
                agentStates,
                weights,
                equity.toString(),
                counters(books),
                database(),
                alerts.active(),
                position);
        return last;
    }

    private static String text(KillAnswer kill) {
        String who = kill.state() + " by " + kill.by();
        String why = kill.reason().isBlank() ? who : who + ": " + kill.reason();
        return kill.unresolved() == 0 ? why : why + " (" + kill.unresolved() + " orders UNRESOLVED, see kills)";
    }

    private String database() {
        Edge around = edge;
        return around == null ? "" : around.projector().health().line();
    }

    /** What a judge would give an agent; nothing where none proposes anything. */
    private static String proposal(SortedMap<AgentId, Double> proposed, AgentId agent) {
        return proposed.containsKey(agent)
                ? String.format(java.util.Locale.ROOT, ", %.4f proposed", proposed.get(agent))
                : "";
    }

    private static String weight(Books books, AgentId agent, double raw) {
        double vote = books.settings().weight(agent);
        return String.format(
                java.util.Locale.ROOT,
                "%.0f raw, %.4f of all, %.4f of the votes",
                raw,
                raw / ALL_WEIGHTS,
                vote / VOTING_WEIGHTS);
    }

    private SortedMap<String, Long> counters(Books books) {
        SortedMap<String, Long> counters = new TreeMap<>();
        counters.put("orders", orders);
        counters.put("denied", denied);
        counters.put("fills", fills);
        counters.put("signals", signals);
        counters.put("days", days);
        counters.put("opportunities", books.opportunities());
        counters.put("open", (long) books.orders().openCount());
        counters.put("unresolved", (long) books.orders().unresolvedCount());
        Edge around = edge;
        if (around != null) {
            counters.put("deadLetters", around.deadLetters().counts().total());
        }
        return counters;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
