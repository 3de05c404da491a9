package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.VenueId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The latched trading state per scope: only a resume lowers it. Engine thread only. */
public final class TradingStates {
    private final Map<Scope, TradingState> states = new TreeMap<>();
    private boolean recovering;
    private long version;

    /** What passes at a venue: the strictest of its scopes; REDUCE_ONLY at least while orders are unresolved. */
    public TradingState at(VenueId venue) {
        if (states.isEmpty()) {
            return recovering ? TradingState.REDUCE_ONLY : TradingState.NORMAL;
        }
        TradingState strictest = stricter(of(Scope.GLOBAL), of(Scope.HOST));
        strictest = stricter(strictest, of(new Scope(Scope.Kind.VENUE, venue.value())));
        return recovering && strictest == TradingState.NORMAL ? TradingState.REDUCE_ONLY : strictest;
    }

    private static TradingState stricter(TradingState one, TradingState other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The state of one scope alone. */
    public TradingState of(Scope scope) {
        return states.getOrDefault(scope, TradingState.NORMAL);
    }

    /** All scopes that are not NORMAL. */
    public Map<Scope, TradingState> all() {
        return Collections.unmodifiableMap(states);
    }

    /** Counts up with every change, so that a host can tell cheaply. */
    public long version() {
        return version;
    }

    /** Makes a scope stricter; false when it already was as strict. */
    public boolean tighten(Scope scope, TradingState state) {
        if (of(scope).compareTo(state) >= 0) {
            return false;
        }
        states.put(scope, state);
        version++;
        return true;
    }

    /** Lifts a scope's state. */
    public void resume(Scope scope) {
        if (states.remove(scope) != null) {
            version++;
        }
    }

    /** True while orders of an earlier run are unresolved. */
    public boolean recovering() {
        return recovering;
    }

    /** Sets whether orders of an earlier run are unresolved. */
    public void recovering(boolean value) {
        if (recovering != value) {
            recovering = value;
            version++;
        }
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putBoolean(recovering);
        out.putLong(states.size());
        states.forEach((scope, state) -> {
            out.putString(scope.toString());
            out.putLong(state.ordinal());
        });
    }

    /** Reads what {@link #write} wrote. */
    public static TradingStates read(StateReader in) {
        TradingStates result = new TradingStates();
        result.recovering = in.getBoolean();
        for (long n = in.getLong(); n > 0; n--) {
            result.states.put(Scope.parse(in.getString()), TradingState.values()[(int) in.getLong()]);
        }
        return result;
    }
}
