package io.portcullis.agent.technical;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(sides.size());
            for (Map.Entry<InstrumentId, Integer> side : sides.entrySet()) {
                out.writeUTF(side.getKey().value());
                out.writeByte(side.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the stances to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        sides.clear();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            sides.clear();
            throw new IllegalArgumentException("no snapshot of stances: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            sides.put(InstrumentId.of(in.readUTF()), Integer.signum(in.readByte()));
        }
    }
}
