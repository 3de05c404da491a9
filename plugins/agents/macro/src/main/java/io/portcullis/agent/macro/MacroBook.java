package io.portcullis.agent.macro;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: the curve, the regime, and on which side it stands. Not thread-safe. */
final class MacroBook {
    private static final int FORMAT = 1;

    private final Hysteresis thresholds;
    private final SortedMap<InstrumentId, Integer> sides = new TreeMap<>();
    private YieldCurve curve = new YieldCurve();
    private MarketRegime regime = new MarketRegime();
    private long lastBars = Long.MIN_VALUE;

    MacroBook(Hysteresis thresholds) {
        this.thresholds = thresholds;
    }

    YieldCurve curve() {
        return curve;
    }

    MarketRegime regime() {
        return regime;
    }

    /** True once for each number of bars that all names have had: a new day. */
    boolean isNewDay(long bars) {
        boolean isNew = bars != lastBars;
        lastBars = bars;
        return isNew;
    }

    /** The side taken after these scores, by instrument; who has no score is forgotten. */
    SortedMap<InstrumentId, Integer> judge(SortedMap<InstrumentId, Double> scores) {
        SortedMap<InstrumentId, Integer> next = new TreeMap<>();
        scores.forEach((instrument, score) -> {
            int side = thresholds.side(score, sides.getOrDefault(instrument, 0));
            if (side != 0) {
                next.put(instrument, side);
            }
        });
        sides.clear();
        sides.putAll(next);
        return next;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        curve.writeTo(out);
        regime.writeTo(out);
        out.writeLong(lastBars);
        AgentMemory.writeEach(out, sides, (value, to) -> to.writeByte(value));
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        curve.readFrom(in);
        regime.readFrom(in);
        lastBars = in.readLong();
        AgentMemory.readEach(in, sides, from -> Integer.signum(from.readByte()));
    }

    private void forget() {
        curve = new YieldCurve();
        regime = new MarketRegime();
        lastBars = Long.MIN_VALUE;
        sides.clear();
    }
}
