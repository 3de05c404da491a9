package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.VenueId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latched trading state per scope: only a resume lowers it. Each latch knows who closed it, when and why, so that the question
 * is answered from the state alone. Engine thread only.
 */
public final class TradingStates {
    private final Map<Scope, Latch> latches = new TreeMap<>();
    private boolean recovering;
    private long version;

    /**
     * A state that is not NORMAL, and how it came about.
     *
     * @param state REDUCE_ONLY or KILLED
     * @param sinceNanos engine time of the event that made it so
     * @param position that event's position in the log
     * @param by who or which rule
     * @param reason why, in the words of the one who asked
     */
    public record Latch(TradingState state, long sinceNanos, long position, String by, String reason) {
        /** The same, once it is known who touched the flag. */
        private Latch saidBy(Latch latch) {
            return new Latch(state, sinceNanos, position, latch.by, latch.reason);
        }
    }

    /** What passes at a venue: the strictest of its scopes; REDUCE_ONLY at least while orders are unresolved. */
    public TradingState at(VenueId venue) {
        if (latches.isEmpty()) {
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
        Latch latch = latches.get(scope);
        return latch == null ? TradingState.NORMAL : latch.state();
    }

    /** All scopes that are not NORMAL. */
    public Map<Scope, TradingState> all() {
        Map<Scope, TradingState> states = new TreeMap<>();
        latches.forEach((scope, latch) -> states.put(scope, latch.state()));
        return states;
    }

    /** The same, with how each came about. */
    public Map<Scope, Latch> latches() {
        return Collections.unmodifiableMap(latches);
    }

    /** Counts up with every change, so that a host can tell cheaply. */
    public long version() {
        return version;
    }

    /** Makes a scope stricter; false when it already was as strict. */
    public boolean tighten(Scope scope, Latch latch) {
        if (of(scope).compareTo(latch.state()) >= 0) {
            attribute(scope, latch);
            return false;
        }
        latches.put(scope, latch);
        version++;
        return true;
    }

    /** The flag comes first and knows nobody; who touched it says so a moment later. */
    private void attribute(Scope scope, Latch latch) {
        Latch known = latches.get(scope);
        if (known.state() == latch.state() && known.by().equals(EngineEvent.KillRequested.FLAG_FILE)) {
            latches.put(scope, known.saidBy(latch));
        }
    }

    /** Lifts a scope's state. */
    public void resume(Scope scope) {
        if (latches.remove(scope) != null) {
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
        out.putLong(latches.size());
        latches.forEach((scope, latch) -> {
            out.putString(scope.toString());
            out.putLong(latch.state().ordinal());
            out.putLong(latch.sinceNanos());
            out.putLong(latch.position());
            out.putString(latch.by());
            out.putString(latch.reason());
        });
    }

    /** Reads what {@link #write} wrote. */
    public static TradingStates read(StateReader in) {
        TradingStates result = new TradingStates();
        result.recovering = in.getBoolean();
        for (long n = in.getLong(); n > 0; n--) {
            Scope scope = Scope.parse(in.getString());
            TradingState state = TradingState.values()[(int) in.getLong()];
            result.latches.put(scope, new Latch(state, in.getLong(), in.getLong(), in.getString(), in.getString()));
        }
        return result;
    }
}
