package io.portcullis.signals.agent;

import io.portcullis.indicators.FreshBars;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.FeatureNames;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What became of each call at its own horizon: the name's total return less that of all tradable names together, in the call's
 * direction, less the cost of a round trip. Calls of one agent on one name overlap when it speaks every day; each weighs by its
 * average uniqueness, so that a hundred days of the same opinion are not a hundred opinions.
 *
 * <p>Memory: the calls that are open, and sums. Not thread-safe.
 */
public final class CallScores {
    /** What a call has to beat: two times half a spread and fees of a liquid stock. */
    public static final double ROUND_TRIP_BPS = 10;

    private static final double BPS = 1e-4;
    private static final int FORMAT = 1;

    private final double costBps;
    private final Consumer<ClosedCall> closed;
    private final SortedMap<InstrumentId, Double> levels = new TreeMap<>();
    private final SortedMap<AgentId, SortedMap<InstrumentId, Overlap>> overlaps = new TreeMap<>();
    private final SortedMap<AgentId, CallScore.Sums> sums = new TreeMap<>();
    private final SortedMap<Integer, List<Open>> openByDay = new TreeMap<>();
    private final FreshBars bars = new FreshBars();
    private double market;
    private int day;

    /** A call until its horizon closes. */
    private record Open(
            AgentId agent,
            InstrumentId instrument,
            int saidOn,
            int side,
            double probability,
            int horizonDays,
            double level,
            double market,
            double sharesBefore) {
        void writeTo(DataOutput out) throws IOException {
            out.writeUTF(agent.value());
            out.writeUTF(instrument.value());
            out.writeInt(saidOn);
            out.writeByte(side);
            out.writeDouble(probability);
            out.writeInt(horizonDays);
            out.writeDouble(level);
            out.writeDouble(market);
            out.writeDouble(sharesBefore);
        }

        static Open readFrom(DataInput in) throws IOException {
            return new Open(
                    AgentId.of(in.readUTF()),
                    InstrumentId.of(in.readUTF()),
                    in.readInt(),
                    in.readByte(),
                    in.readDouble(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble());
        }
    }

    /** How many calls of one agent on one name are open, and the sum over days of one over their number. */
    private static final class Overlap {
        private int open;
        private double shares;

        void writeTo(DataOutput out) throws IOException {
            out.writeInt(open);
            out.writeDouble(shares);
        }

        static Overlap readFrom(DataInput in) throws IOException {
            Overlap overlap = new Overlap();
            overlap.open = in.readInt();
            overlap.shares = in.readDouble();
            return overlap;
        }
    }

    /** With the cost of a round trip, basis points. */
    public CallScores(double costBps) {
        this(costBps, call -> {});
    }

    /** The same; each call goes there when it closes, in the order of days, then of how they were said. */
    public CallScores(double costBps, Consumer<ClosedCall> closed) {
        this.costBps = costBps;
        this.closed = closed;
    }

    /** Takes in one day: what each name returned on it. Closes what is due. Call it once a day, before that day's calls. */
    public void day(FeatureFrame frame) {
        day++;
        int returnIndex = frame.names().indexOf(FeatureNames.RETURN_1D);
        int barsIndex = frame.names().indexOf(FeatureNames.BARS);
        double sum = 0;
        int count = 0;
        for (FeatureVector row : frame.rows()) {
            double value = row.values()[returnIndex];
            if (bars.isFresh(row.instrument().value(), row.values()[barsIndex]) && value > -1) {
                levels.merge(row.instrument(), StrictMath.log1p(value), Double::sum);
                sum += row.tradable() ? value : 0;
                count += row.tradable() ? 1 : 0;
            }
        }
        market += count > 0 ? StrictMath.log1p(sum / count) : 0;
        overlaps.values()
                .forEach(names ->
                        names.values().forEach(overlap -> overlap.shares += overlap.open > 0 ? 1.0 / overlap.open : 0));
        while (!openByDay.isEmpty() && openByDay.firstKey() <= day) {
            openByDay.remove(openByDay.firstKey()).forEach(this::close);
        }
    }

    /** Takes in what was said on the day; overlays, which expect nothing, are passed over. */
    public void calls(List<Signal> signals) {
        for (Signal signal : signals) {
            Double level = levels.get(signal.instrument());
            if (level == null || signal.edgeBps() == 0) {
                continue;
            }
            Overlap overlap = overlaps.computeIfAbsent(signal.agent(), agent -> new TreeMap<>())
                    .computeIfAbsent(signal.instrument(), name -> new Overlap());
            overlap.open++;
            openByDay
                    .computeIfAbsent(day + signal.horizonDays(), closing -> new ArrayList<>())
                    .add(new Open(
                            signal.agent(),
                            signal.instrument(),
                            day,
                            signal.direction().sign(),
                            signal.probability(),
                            signal.horizonDays(),
                            level,
                            market,
                            overlap.shares));
        }
    }

    private void close(Open call) {
        Overlap overlap = overlaps.get(call.agent()).get(call.instrument());
        overlap.open--;
        double uniqueness = (overlap.shares - call.sharesBefore()) / call.horizonDays();
        double name = StrictMath.expm1(levels.get(call.instrument()) - call.level());
        double all = StrictMath.expm1(market - call.market());
        ClosedCall result = new ClosedCall(
                call.agent(),
                call.instrument(),
                call.saidOn(),
                day,
                call.side(),
                call.probability(),
                name - all,
                call.side() * (name - all) - costBps * BPS,
                uniqueness);
        sums.computeIfAbsent(call.agent(), agent -> new CallScore.Sums()).add(result);
        closed.accept(result);
    }

    /** How many days were told. */
    public int days() {
        return day;
    }

    /** Everything that is known, for a restart. */
    public byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    /** Takes it up again; {@link IllegalArgumentException} when the bytes are others, and nothing is known then. */
    public void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void write(DataOutput out) throws IOException {
        out.writeInt(day);
        out.writeDouble(market);
        bars.writeTo(out);
        AgentMemory.writeEach(out, levels, (level, to) -> to.writeDouble(level));
        out.writeInt(overlaps.size());
        for (Map.Entry<AgentId, SortedMap<InstrumentId, Overlap>> entry : overlaps.entrySet()) {
            out.writeUTF(entry.getKey().value());
            AgentMemory.writeEach(out, entry.getValue(), Overlap::writeTo);
        }
        out.writeInt(sums.size());
        for (Map.Entry<AgentId, CallScore.Sums> entry : sums.entrySet()) {
            out.writeUTF(entry.getKey().value());
            entry.getValue().writeTo(out);
        }
        out.writeInt(openByDay.size());
        for (Map.Entry<Integer, List<Open>> entry : openByDay.entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().size());
            for (Open call : entry.getValue()) {
                call.writeTo(out);
            }
        }
    }

    private void read(DataInput in) throws IOException {
        day = in.readInt();
        market = in.readDouble();
        bars.readFrom(in);
        AgentMemory.readEach(in, levels, DataInput::readDouble);
        for (int n = in.readInt(); n > 0; n--) {
            SortedMap<InstrumentId, Overlap> names = new TreeMap<>();
            overlaps.put(AgentId.of(in.readUTF()), names);
            AgentMemory.readEach(in, names, Overlap::readFrom);
        }
        for (int n = in.readInt(); n > 0; n--) {
            sums.put(AgentId.of(in.readUTF()), CallScore.Sums.readFrom(in));
        }
        for (int n = in.readInt(); n > 0; n--) {
            List<Open> calls = new ArrayList<>();
            openByDay.put(in.readInt(), calls);
            for (int m = in.readInt(); m > 0; m--) {
                calls.add(Open.readFrom(in));
            }
        }
    }

    private void forget() {
        levels.clear();
        overlaps.clear();
        sums.clear();
        openByDay.clear();
        bars.clear();
        market = 0;
        day = 0;
    }

    /** The score of each agent with calls that have closed. */
    public SortedMap<AgentId, CallScore> scores() {
        SortedMap<AgentId, CallScore> scores = new TreeMap<>();
        for (Map.Entry<AgentId, CallScore.Sums> entry : sums.entrySet()) {
            scores.put(entry.getKey(), entry.getValue().score());
        }
        return scores;
    }
}
