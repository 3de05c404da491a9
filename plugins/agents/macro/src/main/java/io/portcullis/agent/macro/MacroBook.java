package io.portcullis.agent.macro;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.model.id.InstrumentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            curve.writeTo(out);
            regime.writeTo(out);
            out.writeLong(lastBars);
            out.writeInt(sides.size());
            for (Map.Entry<InstrumentId, Integer> side : sides.entrySet()) {
                out.writeUTF(side.getKey().value());
                out.writeByte(side.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the outlook to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        forget();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            forget();
            throw new IllegalArgumentException("no snapshot of an outlook: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        curve.readFrom(in);
        regime.readFrom(in);
        lastBars = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            sides.put(InstrumentId.of(in.readUTF()), Integer.signum(in.readByte()));
        }
    }

    private void forget() {
        curve = new YieldCurve();
        regime = new MarketRegime();
        lastBars = Long.MIN_VALUE;
        sides.clear();
    }
}
