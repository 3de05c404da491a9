package io.portcullis.agent.learning;

import io.portcullis.indicators.FreshBars;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: an index per name, the calls that are open, and the weights. Not thread-safe. */
final class Ledger {
    private static final int FORMAT = 1;
    private static final int CALLS_MAX = 100_000;
    private static final int AGENTS_MAX = 200;
    private static final double BPS = 1e-4;

    /** Whose call on what. */
    private record Key(String agent, String instrument) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAgent = agent.compareTo(other.agent);
            return byAgent != 0 ? byAgent : instrument.compareTo(other.instrument);
        }
    }

    private final LearningSettings settings;
    private final SortedMap<String, Double> rawPriors;
    private final SortedMap<InstrumentId, Double> levels = new TreeMap<>();
    private final SortedMap<Key, Call> calls = new TreeMap<>();
    private SortedMap<String, Double> weights = new TreeMap<>();
    private long day;
    private final FreshBars bars = new FreshBars();
    private long closed;

    Ledger(LearningSettings settings, SortedMap<String, Double> rawPriors) {
        this.settings = settings;
        this.rawPriors = rawPriors;
    }

    FreshBars bars() {
        return bars;
    }

    /** Takes in one day's returns, closes what is due, and learns from it. A name without a return stands still. */
    void day(SortedMap<InstrumentId, Double> returns) {
        day++;
        double market = 0;
        for (double value : returns.values()) {
            market += StrictMath.log1p(value) / returns.size();
        }
        for (Map.Entry<InstrumentId, Double> entry : returns.entrySet()) {
            levels.merge(entry.getKey(), StrictMath.log1p(entry.getValue()) - market, Double::sum);
        }
        SortedMap<String, double[]> losses = new TreeMap<>();
        for (Iterator<Map.Entry<Key, Call>> open = calls.entrySet().iterator(); open.hasNext(); ) {
            Map.Entry<Key, Call> entry = open.next();
            Double level = levels.get(InstrumentId.of(entry.getKey().instrument()));
            if (entry.getValue().closesOn() <= day) {
                double[] sum = losses.computeIfAbsent(entry.getKey().agent(), agent -> new double[2]);
                sum[0] += entry.getValue().loss(level, settings.costBps() * BPS);
                sum[1]++;
                closed++;
                open.remove();
            }
        }
        learn(losses);
    }

    private void learn(SortedMap<String, double[]> losses) {
        if (losses.isEmpty()) {
            return;
        }
        SortedMap<String, Double> means = new TreeMap<>();
        losses.forEach((agent, sum) -> means.put(agent, sum[0] / sum[1]));
        weights = FixedShare.share(
                FixedShare.hedge(weights, means, settings.learningRate()), priors(), settings.shareRate());
    }

    /** Of the agents that have spoken, with sum one. */
    private SortedMap<String, Double> priors() {
        SortedMap<String, Double> priors = new TreeMap<>();
        weights.keySet().forEach(agent -> priors.put(agent, rawPriors.getOrDefault(agent, 1.0)));
        return FixedShare.normalised(priors);
    }

    /** Takes in what was said: of each agent and name the first call, until that has closed. */
    void hear(List<Signal> signals, AgentId self) {
        for (Signal signal : signals) {
            Double level = levels.get(signal.instrument());
            Key key = new Key(signal.agent().value(), signal.instrument().value());
            boolean counts = !signal.agent().equals(self) && signal.edgeBps() != 0 && level != null;
            if (counts && !calls.containsKey(key) && calls.size() < CALLS_MAX && welcome(key.agent())) {
                calls.put(
                        key,
                        new Call(signal.direction().sign(), signal.probability(), day + signal.horizonDays(), level));
            }
        }
    }

    /** A newcomer gets its prior's share; the others keep their proportions. */
    private boolean welcome(String agent) {
        if (weights.containsKey(agent)) {
            return true;
        }
        if (weights.size() >= AGENTS_MAX) {
            return false;
        }
        SortedMap<String, Double> former = new TreeMap<>(weights);
        weights.put(agent, 0.0);
        double share = priors().get(agent);
        former.forEach((name, weight) -> weights.put(name, weight * (1 - share)));
        weights.put(agent, former.isEmpty() ? 1 : share);
        return true;
    }

    SortedMap<String, Double> weights() {
        return weights;
    }

    /** How many calls have closed. */
    long closed() {
        return closed;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(day);
        out.writeLong(closed);
        bars.writeTo(out);
        AgentMemory.writeEach(out, levels, (value, to) -> to.writeDouble(value));
        out.writeInt(weights.size());
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            out.writeUTF(weight.getKey());
            out.writeDouble(weight.getValue());
        }
        out.writeInt(calls.size());
        for (Map.Entry<Key, Call> call : calls.entrySet()) {
            out.writeUTF(call.getKey().agent());
            out.writeUTF(call.getKey().instrument());
            call.getValue().writeTo(out);
        }
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        day = in.readLong();
        closed = in.readLong();
        bars.readFrom(in);
        AgentMemory.readEach(in, levels, DataInput::readDouble);
        for (int n = in.readInt(); n > 0; n--) {
            weights.put(in.readUTF(), in.readDouble());
        }
        for (int n = in.readInt(); n > 0; n--) {
            calls.put(new Key(in.readUTF(), in.readUTF()), Call.readFrom(in));
        }
    }

    private void forget() {
        levels.clear();
        calls.clear();
        weights = new TreeMap<>();
        day = 0;
        bars.clear();
        closed = 0;
    }
}
