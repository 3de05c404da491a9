package io.portcullis.engine.market;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All instruments that the log has defined. Engine thread only. */
public final class Instruments {
    private final Map<InstrumentId, InstrumentState> states = new TreeMap<>();

    /** The state of an instrument; null when the log has not defined it. */
    public InstrumentState find(InstrumentId instrument) {
        return states.get(instrument);
    }

    /** All, by identifier. */
    public Collection<InstrumentState> all() {
        return Collections.unmodifiableCollection(states.values());
    }

    /** Defines or redefines one. */
    public void on(EngineEvent.InstrumentDefined event) {
        states.computeIfAbsent(event.instrument(), InstrumentState::new).define(event);
    }

    /** Puts one on the borrow list. */
    public void on(EngineEvent.BorrowUpdated event) {
        require(event.instrument()).borrow(event);
    }

    /** Replaces the restricted list. */
    public void on(EngineEvent.RestrictedListChanged event) {
        Set<InstrumentId> restricted = new HashSet<>(event.instruments());
        states.values().forEach(state -> state.restrict(restricted.contains(state.id())));
    }

    /** Takes in a market view. */
    public void on(EngineEvent.MarketView event) {
        require(event.instrument()).view(event);
    }

    /** Moves prices and volumes to the terms after a split. */
    public void on(EngineEvent.CorporateActionApplied event) {
        require(event.instrument()).split(event.splitNumerator(), event.splitDenominator());
    }

    private InstrumentState require(InstrumentId instrument) {
        InstrumentState state = states.get(instrument);
        if (state == null) {
            throw new IllegalStateException("the log speaks of " + instrument + " before it defines it");
        }
        return state;
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(states.size());
        states.values().forEach(state -> state.write(out));
    }

    /** Reads what {@link #write} wrote. */
    public static Instruments read(StateReader in) {
        Instruments instruments = new Instruments();
        for (long n = in.getLong(); n > 0; n--) {
            InstrumentState state = InstrumentState.read(in);
            instruments.states.put(state.id(), state);
        }
        return instruments;
    }
}
