package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.SignalSink;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answers of one agent to one frame, as long as the call lasts. One thread writes; it is read after that has ended. What is
 * kept is bounded, however much the agent says.
 */
final class AgentCall implements SignalSink {
    private static final int ANSWERS_PER_INSTRUMENT_MAX = 10;
    private static final int ANSWERS_MIN = 1_000;
    private static final int VERSION_CHARS_MAX = 64;

    private final AgentId agent;
    private final int horizonDays;
    private final FeatureFrame frame;
    private final Set<InstrumentId> instruments;
    private final SortedMap<InstrumentId, Signal> signals = new TreeMap<>();
    private final SortedMap<InstrumentId, String> abstentions = new TreeMap<>();
    private long answers;
    private volatile boolean closed;

    AgentCall(AgentId agent, int horizonDays, FeatureFrame frame, Set<InstrumentId> instruments) {
        this.agent = agent;
        this.horizonDays = horizonDays;
        this.frame = frame;
        this.instruments = instruments;
    }

    @Override
    public void signal(Signal signal) {
        requireOpen(signal.instrument());
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
        signals.put(signal.instrument(), signal);
        abstentions.remove(signal.instrument());
    }

    @Override
    public void abstain(InstrumentId instrument, String reason) {
        requireOpen(instrument);
        Objects.requireNonNull(reason, "reason");
        if (isFlood()) {
            return;
        }
        signals.remove(instrument);
        abstentions.put(instrument, ForeignFailure.oneLine(reason));
    }

    /** Counts an answer; true when it is one too many. */
    private boolean isFlood() {
        return ++answers > answersMax();
    }

    private long answersMax() {
        return ANSWERS_MIN + (long) ANSWERS_PER_INSTRUMENT_MAX * instruments.size();
    }

    /** How many answers were dropped because there were too many. */
    long dropped() {
        return Math.max(0, answers - answersMax());
    }

    private void requireOpen(InstrumentId instrument) {
        if (closed) {
            throw new IllegalStateException("agent " + agent + " answers to a call that is over");
        }
        if (!instruments.contains(instrument)) {
            throw new IllegalArgumentException(instrument + " is not in the frame that " + agent + " was shown");
        }
    }

    FeatureFrame frame() {
        return frame;
    }

    void close() {
        closed = true;
    }

    SortedMap<InstrumentId, Signal> signals() {
        return signals;
    }

    SortedMap<InstrumentId, String> abstentions() {
        return abstentions;
    }
}
