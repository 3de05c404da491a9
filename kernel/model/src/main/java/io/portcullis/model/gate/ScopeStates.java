package io.portcullis.model.gate;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The strictest of all trading states that cover an order: one look-up per kind of scope, nothing allocated, however many scopes
 * are shut. Gate and venue channel ask the same class, so they cannot mean two things by a scope. Immutable and thread-safe.
 */
public final class ScopeStates {
    /** Nothing is shut. */
    public static final ScopeStates NONE = of(Map.of());

    private final boolean free;
    private final TradingState everywhere;
    private final Map<String, TradingState> venues;
    private final Map<String, TradingState> accounts;
    private final Map<String, TradingState> sectors;
    private final Map<String, TradingState> instruments;
    private final Map<String, TradingState> agents;

    private ScopeStates(TradingState everywhere, Map<Scope.Kind, Map<String, TradingState>> named) {
        this.everywhere = everywhere;
        venues = named.get(Scope.Kind.VENUE);
        accounts = named.get(Scope.Kind.ACCOUNT);
        sectors = named.get(Scope.Kind.SECTOR);
        instruments = named.get(Scope.Kind.INSTRUMENT);
        agents = named.get(Scope.Kind.AGENT);
        free = everywhere == TradingState.NORMAL && named.values().stream().allMatch(Map::isEmpty);
    }

    /** The states of some scopes; a scope that is left out is NORMAL. */
    public static ScopeStates of(Map<Scope, TradingState> states) {
        Map<Scope.Kind, Map<String, TradingState>> named = new EnumMap<>(Scope.Kind.class);
        for (Scope.Kind kind : Scope.Kind.values()) {
            named.put(kind, new HashMap<>());
        }
        TradingState everywhere = TradingState.NORMAL;
        for (Map.Entry<Scope, TradingState> entry : states.entrySet()) {
            Scope scope = entry.getKey();
            if (scope.name().isEmpty()) {
                everywhere = everywhere.stricter(entry.getValue());
            } else if (entry.getValue() != TradingState.NORMAL) {
                named.get(scope.kind()).put(scope.name(), entry.getValue());
            }
        }
        return new ScopeStates(everywhere, named);
    }

    /** What passes at a venue, whatever the order. */
    public TradingState at(VenueId venue) {
        return free ? TradingState.NORMAL : everywhere.stricter(in(venues, venue.value()));
    }

    /** What passes of an order. */
    public TradingState at(VenueId venue, InstrumentId instrument, Attribution whose) {
        return at(venue, instrument, whose.account().value(), whose.sector(), whose.agents());
    }

    /** The same, for an order that is still to be judged. */
    public TradingState at(
            VenueId venue, InstrumentId instrument, String account, String sector, List<AgentId> behind) {
        if (free) {
            return TradingState.NORMAL;
        }
        return at(venue)
                .stricter(in(accounts, account))
                .stricter(in(sectors, sector))
                .stricter(in(instruments, instrument.value()))
                .stricter(ofAll(behind));
    }

    /** The state of one agent. */
    public TradingState of(AgentId agent) {
        return in(agents, agent.value());
    }

    /** An order goes on as long as one agent that stands behind it may: only what all of them have lost is stopped. */
    private TradingState ofAll(List<AgentId> behind) {
        if (agents.isEmpty() || behind.isEmpty()) {
            return TradingState.NORMAL;
        }
        TradingState mildest = TradingState.KILLED;
        for (int i = 0; i < behind.size(); i++) {
            TradingState state = of(behind.get(i));
            mildest = state.compareTo(mildest) < 0 ? state : mildest;
        }
        return mildest;
    }

    private static TradingState in(Map<String, TradingState> states, String name) {
        if (states.isEmpty()) {
            return TradingState.NORMAL;
        }
        TradingState state = states.get(name);
        return state == null ? TradingState.NORMAL : state;
    }
}
