package io.portcullis.agent.technical;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * On which side the agent stands, by instrument: the memory that its two thresholds need. Asking twice about the same charts
 * changes nothing. Never larger than the cross-section that was judged last. Not thread-safe.
 */
final class Stances {
    private static final int FORMAT = 1;

    private final Hysteresis thresholds;
    private final SortedMap<InstrumentId, Integer> sides = new TreeMap<>();

    Stances(Hysteresis thresholds) {
        this.thresholds = thresholds;
    }

    /** Takes in the scores of one instant; who is not among them is forgotten. */
    void judge(Charts charts) {
        SortedMap<InstrumentId, Integer> next = new TreeMap<>();
        for (int i = 0; i < charts.size(); i++) {
            InstrumentId instrument = charts.row(i).instrument();
            int side = thresholds.side(charts.score(i), side(instrument));
            if (side != 0) {
                next.put(instrument, side);
            }
        }
        sides.clear();
        sides.putAll(next);
    }

    /** -1, 0 or 1. */
    int side(InstrumentId instrument) {
        return sides.getOrDefault(instrument, 0);
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        AgentMemory.writeEach(out, sides, (value, to) -> to.writeByte(value));
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, sides::clear, this::read);
    }

    private void read(DataInput in) throws IOException {
        AgentMemory.readEach(in, sides, from -> Integer.signum(from.readByte()));
    }
}
