package io.portcullis.engine.coordination;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The signals since the last instant, by instrument. Engine thread only. */
public final class SignalBoard {
    private final Map<InstrumentId, List<Signal>> signals = new TreeMap<>();

    /** Takes in a batch. */
    public void on(EngineEvent.SignalBatch batch) {
        signals.computeIfAbsent(batch.instrument(), id -> new ArrayList<>()).addAll(batch.signals());
    }

    /** True when nobody has said anything. */
    public boolean isEmpty() {
        return signals.isEmpty();
    }

    /**
     * Everything since the last call, by instrument; the board is empty afterwards.
     *
     * @param silenced whose signals do not count
     */
    public Map<InstrumentId, List<Signal>> drain(Predicate<AgentId> silenced) {
        Map<InstrumentId, List<Signal>> result = new TreeMap<>();
        signals.forEach((instrument, all) -> {
            List<Signal> counting = new ArrayList<>(all);
            counting.removeIf(signal -> silenced.test(signal.agent()));
            if (!counting.isEmpty()) {
                result.put(instrument, counting);
            }
        });
        signals.clear();
        return result;
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        List<Signal> all = signals.values().stream().flatMap(List::stream).toList();
        out.putLong(all.size());
        for (Signal signal : all) {
            out.putString(signal.agent().value());
            out.putString(signal.instrument().value());
            out.putLong(signal.timeNanos());
            out.putLong(signal.horizonDays());
            out.putLong(signal.direction().ordinal());
            out.putDouble(signal.probability());
            out.putDouble(signal.edgeBps());
            out.putDouble(signal.sigmaBps());
            out.putString(signal.modelVersion());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SignalBoard read(StateReader in) {
        SignalBoard board = new SignalBoard();
        for (long n = in.getLong(); n > 0; n--) {
            Signal signal = new Signal(
                    AgentId.of(in.getString()),
                    InstrumentId.of(in.getString()),
                    in.getLong(),
                    (int) in.getLong(),
                    Direction.values()[(int) in.getLong()],
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getString());
            board.signals
                    .computeIfAbsent(signal.instrument(), id -> new ArrayList<>())
                    .add(signal);
        }
        return board;
    }
}
