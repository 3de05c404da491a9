package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.ScopeStates;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latched trading state per scope: only a resume lowers it. Each latch knows who closed it, when and why, so that the question
 * is answered from the state alone. Engine thread only.
 */
public final class TradingStates {
    private final Map<Scope, Latch> latches = new TreeMap<>();
    private final Map<Scope, Long> cancels = new TreeMap<>();
    private ScopeStates states = ScopeStates.NONE;
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

    /** What passes at a venue, whatever the order; REDUCE_ONLY at least while orders are unresolved. */
    public TradingState at(VenueId venue) {
        return guarded(states.at(venue));
    }

    /** What passes of an order: the strictest of the scopes that it is in. Constant time, nothing allocated. */
    public TradingState at(VenueId venue, InstrumentId instrument, Attribution whose) {
        return guarded(states.at(venue, instrument, whose));
    }

    /** True when a latch covers the order and lets nothing of it work on. */
    public boolean killed(VenueId venue, InstrumentId instrument, Attribution whose) {
        return states.at(venue, instrument, whose) == TradingState.KILLED;
    }

    /** True when what an agent says does not count. */
    public boolean silenced(AgentId agent) {
        return states.of(agent) == TradingState.KILLED;
    }

    private TradingState guarded(TradingState state) {
        return recovering ? state.stricter(TradingState.REDUCE_ONLY) : state;
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
        changed();
        return true;
    }

    private void changed() {
        states = ScopeStates.of(all());
        version++;
    }

    /** Cancels that were asked for because of a scope's kill. */
    public long cancels(Scope scope) {
        return cancels.getOrDefault(scope, 0L);
    }

    /** One more. */
    public void cancelAsked(Scope scope) {
        cancels.merge(scope, 1L, Long::sum);
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
        cancels.remove(scope);
        if (latches.remove(scope) != null) {
            changed();
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

    /** Writes how many cancels each kill asked for. */
    public void writeCancels(StateWriter out) {
        out.putLong(cancels.size());
        cancels.forEach((scope, count) -> {
            out.putString(scope.toString());
            out.putLong(count);
        });
    }

    /** Reads what {@link #writeCancels} wrote. */
    public void readCancels(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            cancels.put(Scope.parse(in.getString()), in.getLong());
        }
    }

    /** True when no kill has asked for a cancel. */
    public boolean hasNoCancels() {
        return cancels.isEmpty();
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
        result.states = ScopeStates.of(result.all());
        return result;
    }
}
