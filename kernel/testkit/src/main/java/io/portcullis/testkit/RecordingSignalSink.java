package io.portcullis.testkit;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes one agent's answers to one frame and refuses what the server's runner would refuse. Not thread-safe. */
public final class RecordingSignalSink implements SignalSink {
    private final Agent agent;
    private final FeatureFrame frame;
    private final Set<InstrumentId> known;
    private final SortedMap<InstrumentId, Signal> signals = new TreeMap<>();
    private final SortedMap<InstrumentId, String> abstentions = new TreeMap<>();

    /** For the answers of one agent to one frame. */
    public RecordingSignalSink(Agent agent, FeatureFrame frame) {
        this.agent = agent;
        this.frame = frame;
        this.known = frame.rows().stream().map(FeatureVector::instrument).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void signal(Signal signal) {
        if (!signal.agent().equals(agent.id())) {
            throw new IllegalArgumentException("agent " + agent.id() + " must not sign for " + signal.agent());
        }
        if (signal.timeNanos() != frame.timeNanos()) {
            throw new IllegalArgumentException("a signal carries its frame's time " + frame.timeNanos() + ", got "
                    + signal.timeNanos() + " for " + signal.instrument());
        }
        requireKnown(signal.instrument());
        signals.put(signal.instrument(), signal);
        abstentions.remove(signal.instrument());
    }

    @Override
    public void abstain(InstrumentId instrument, String reason) {
        requireKnown(instrument);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an abstention on " + instrument + " needs a reason");
        }
        signals.remove(instrument);
        abstentions.put(instrument, reason);
    }

    private void requireKnown(InstrumentId instrument) {
        if (!known.contains(instrument)) {
            throw new IllegalArgumentException(instrument + " is not in the frame of " + frame.timeNanos());
        }
    }

    /** The opinions, sorted by instrument. */
    public List<Signal> signals() {
        return List.copyOf(signals.values());
    }

    /** Reason by instrument, for those without an opinion. */
    public SortedMap<InstrumentId, String> abstentions() {
        return new TreeMap<>(abstentions);
    }
}
