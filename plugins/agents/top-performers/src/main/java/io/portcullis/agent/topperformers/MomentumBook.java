package io.portcullis.agent.topperformers;

import io.portcullis.indicators.RingWindow;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The paper portfolio behind the signals: who is in a bucket and with which weight, and what the portfolio returned each day. It
 * gives the turnover buffer its memory and the crash guard its variance. Not thread-safe.
 */
final class MomentumBook {
    /** Six months, after Barroso and Santa-Clara (2015), Momentum has its moments. */
    static final int RETURNS = 126;

    private static final int DAYS_PER_YEAR = 252;
    private static final int FORMAT = 1;

    private static final Held NOT_HELD = new Held(0, 0);

    private final SortedMap<InstrumentId, Held> held = new TreeMap<>();
    private final RingWindow returns = new RingWindow(RETURNS);
    private long barsSeen;

    /**
     * One name in the portfolio.
     *
     * @param weight signed by bucket
     * @param bars how many daily bars it had when it was last valued
     */
    record Held(double weight, long bars) {}

    /** True when daily bars have come since the last question: the book moves once a day however often the agent is asked. */
    boolean isNewDay(long barsOfAll) {
        boolean changed = barsOfAll != barsSeen;
        barsSeen = barsOfAll;
        return changed;
    }

    /** Values the portfolio on the day's rows; a name without a new bar stood still. Nothing while it is empty. */
    void recordReturn(List<FeatureVector> rows) {
        if (held.isEmpty()) {
            return;
        }
        double sum = 0;
        for (FeatureVector row : rows) {
            Held name = held.getOrDefault(row.instrument(), NOT_HELD);
            double own = Candidates.lastReturn(row);
            if (Candidates.bars(row) > name.bars() && !Double.isNaN(own)) {
                sum += name.weight() * own;
            }
        }
        returns.add(sum);
    }

    /** -1, 0 or 1: in which bucket it is. */
    int side(InstrumentId instrument) {
        return (int) Math.signum(held.getOrDefault(instrument, NOT_HELD).weight());
    }

    /**
     * Takes new raw weights, signed by bucket; each bucket is scaled to a sum of one, the factor portfolio whose variance
     * Barroso and Santa-Clara measure.
     */
    void rebalance(SortedMap<InstrumentId, Held> raw) {
        double longs = raw.values().stream()
                .mapToDouble(name -> Math.max(name.weight(), 0))
                .sum();
        double shorts = raw.values().stream()
                .mapToDouble(name -> Math.max(-name.weight(), 0))
                .sum();
        held.clear();
        raw.forEach((instrument, name) -> {
            double bucket = name.weight() > 0 ? longs : shorts;
            held.put(instrument, new Held(name.weight() / bucket, name.bars()));
        });
    }

    /**
     * The crash guard: target over realised volatility, at most 1. Returns that are not there yet count as if at the target, so
     * that a young book is neither blind nor trusted.
     */
    double scale(double annualTarget) {
        double targetSquare = annualTarget * annualTarget / DAYS_PER_YEAR;
        double squares = (RETURNS - returns.size()) * targetSquare;
        for (int age = 0; age < returns.size(); age++) {
            squares += returns.ago(age) * returns.ago(age);
        }
        double realised = StrictMath.sqrt(squares / RETURNS * DAYS_PER_YEAR);
        return realised > annualTarget ? annualTarget / realised : 1;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(barsSeen);
        returns.writeTo(out);
        AgentMemory.writeEach(out, held, (name, to) -> {
            to.writeDouble(name.weight());
            to.writeLong(name.bars());
        });
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void forget() {
        held.clear();
        returns.clear();
        barsSeen = 0;
    }

    private void read(DataInput in) throws IOException {
        barsSeen = in.readLong();
        returns.readFrom(in);
        AgentMemory.readEach(in, held, from -> new Held(from.readDouble(), from.readLong()));
    }
}
