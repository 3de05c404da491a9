package io.portcullis.engine;

import io.portcullis.engine.gate.SessionState;
import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has gone silent: the link to a venue, an agent that was taken out, the market. A short silence mends itself; one that lasts
 * longer than its setting shuts the scope, and then only a person opens it again. Engine time, live sessions only. Engine thread
 * only.
 */
final class Losses {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String VENUE_MAX = "safety.venue.loss.seconds";
    private static final String AGENT_MAX = "safety.agent.loss.seconds";
    static final String MARKET_MAX = "safety.market.loss.seconds";

    private final Map<Scope, Long> silentSince = new TreeMap<>();
    private long marketSeenNanos;

    /**
     * A silence that has lasted too long.
     *
     * @param scope whose
     * @param state what its scope goes to
     * @param reason what is silent, for how long, and what was allowed
     */
    record Trip(Scope scope, TradingState state, String reason) {}

    /** A link came or went. */
    void on(EngineEvent.VenueLinkChanged link) {
        note(new Scope(Scope.Kind.VENUE, link.venue().value()), link.up(), link.timeNanos());
    }

    /** An agent was taken out or put back. */
    void on(EngineEvent.AgentQuarantined agent) {
        note(new Scope(Scope.Kind.AGENT, agent.agent().value()), !agent.quarantined(), agent.timeNanos());
    }

    /** The market said something. */
    void on(EngineEvent.MarketView view) {
        marketSeenNanos = view.timeNanos();
    }

    private void note(Scope scope, boolean there, long nowNanos) {
        if (there) {
            silentSince.remove(scope);
        } else {
            silentSince.putIfAbsent(scope, nowNanos);
        }
    }

    /** The session began, or the market opened: nobody has been silent in it yet. */
    void begin(long nowNanos) {
        silentSince.replaceAll((scope, since) -> nowNanos);
        marketSeenNanos = nowNanos;
    }

    /** What has been silent for too long. */
    List<Trip> due(EngineSettings settings, SessionState session, long nowNanos) {
        if (session.kind() != EngineEvent.SessionKind.LIVE) {
            return List.of();
        }
        List<Trip> trips = new ArrayList<>();
        silentSince.forEach((scope, since) -> {
            String max = scope.kind() == Scope.Kind.VENUE ? VENUE_MAX : AGENT_MAX;
            look(scope, TradingState.KILLED, scope.toString(), since, settings.number(max), nowNanos, trips);
        });
        if (session.open()) {
            double max = settings.number(MARKET_MAX);
            look(Scope.GLOBAL, TradingState.REDUCE_ONLY, "the market", marketSeenNanos, max, nowNanos, trips);
        }
        return trips;
    }

    private static void look(
            Scope scope, TradingState state, String what, long since, double max, long now, List<Trip> trips) {
        double seconds = (now - since) / NANOS_PER_SECOND;
        if (max > 0 && seconds > max) {
            trips.add(new Trip(scope, state, what + " has been silent for more than " + Math.round(max) + " s"));
        }
    }

    /** True while nobody is silent. */
    boolean isNobody() {
        return silentSince.isEmpty();
    }

    /**
     * Writes everything.
     *
     * @param marketWatched false when the market's silence means nothing: what is not always written must not be there only sometimes
     */
    void write(StateWriter out, boolean marketWatched) {
        out.putLong(marketWatched ? marketSeenNanos : 0);
        out.putLong(silentSince.size());
        silentSince.forEach((scope, since) -> {
            out.putString(scope.toString());
            out.putLong(since);
        });
    }

    void read(StateReader in) {
        marketSeenNanos = in.getLong();
        for (long n = in.getLong(); n > 0; n--) {
            silentSince.put(Scope.parse(in.getString()), in.getLong());
        }
    }
}
