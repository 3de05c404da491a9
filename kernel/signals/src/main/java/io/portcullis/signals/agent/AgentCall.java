package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.SignalSink;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The answers of one agent to one frame, row by row, as long as the call lasts. One thread writes; it is read after that has ended.
 * What is kept is bounded, however much the agent says.
 */
final class AgentCall implements SignalSink {
    private static final int ANSWERS_PER_INSTRUMENT_MAX = 10;
    private static final int ANSWERS_MIN = 1_000;
    private static final int VERSION_CHARS_MAX = 64;

    private final AgentId agent;
    private final int horizonDays;
    private final FeatureFrame frame;
    private final Signal[] signals;
    private final String[] abstentions;
    private long answers;
    private volatile boolean closed;

    AgentCall(AgentId agent, int horizonDays, FeatureFrame frame) {
        this.agent = agent;
        this.horizonDays = horizonDays;
        this.frame = frame;
        this.signals = new Signal[frame.rows().size()];
        this.abstentions = new String[signals.length];
    }

    @Override
    public void signal(Signal signal) {
        int row = rowOf(signal.instrument());
        if (!signal.agent().equals(agent)) {
            throw new IllegalArgumentException("agent " + agent + " must not sign for " + signal.agent());
        }
        if (signal.timeNanos() != frame.timeNanos() || signal.horizonDays() != horizonDays) {
            throw new IllegalArgumentException("a signal of " + agent + " carries its frame's time " + frame.timeNanos()
                    + " and its own horizon " + horizonDays + ", got " + signal.timeNanos() + " and "
                    + signal.horizonDays());
        }
        if (signal.modelVersion().length() > VERSION_CHARS_MAX) {
            throw new IllegalArgumentException("the model version of a signal has at most " + VERSION_CHARS_MAX
                    + " characters, got " + signal.modelVersion().length());
        }
        if (isFlood()) {
            return;
        }
        signals[row] = signal;
        abstentions[row] = null;
    }

    @Override
    public void abstain(InstrumentId instrument, String reason) {
        int row = rowOf(instrument);
        Objects.requireNonNull(reason, "reason");
        if (isFlood()) {
            return;
        }
        signals[row] = null;
        abstentions[row] = ForeignFailure.oneLine(reason);
    }

    /** Counts an answer; true when it is one too many. */
    private boolean isFlood() {
        return ++answers > answersMax();
    }

    private long answersMax() {
        return ANSWERS_MIN + (long) ANSWERS_PER_INSTRUMENT_MAX * signals.length;
    }

    /** How many answers were dropped because there were too many. */
    long dropped() {
        return Math.max(0, answers - answersMax());
    }

    private int rowOf(InstrumentId instrument) {
        if (closed) {
            throw new IllegalStateException("agent " + agent + " answers to a call that is over");
        }
        List<FeatureVector> rows = frame.rows();
        int from = 0;
        int to = rows.size();
        while (instrument != null && from < to) {
            int middle = (from + to) >>> 1;
            int order = rows.get(middle).instrument().compareTo(instrument);
            if (order == 0) {
                return middle;
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle;
        }
        throw new IllegalArgumentException(instrument + " is not in the frame that " + agent + " was shown");
    }

    FeatureFrame frame() {
        return frame;
    }

    void close() {
        closed = true;
    }

    /** What it said of a row of its frame; null when it said nothing or abstained. */
    Signal signal(int row) {
        return signals[row];
    }

    int signalCount() {
        return (int) Arrays.stream(signals).filter(Objects::nonNull).count();
    }

    /** The reasons of its abstentions, one for each row of which it had no opinion. */
    Stream<String> abstentions() {
        return Arrays.stream(abstentions).filter(Objects::nonNull);
    }
}
