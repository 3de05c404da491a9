package io.portcullis.testkit;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An agent that follows the sign of its first feature and remembers how many frames it saw; it can be told to misbehave. Not
 * thread-safe, but for the misbehaviour.
 */
public final class FakeAgent implements Agent {
    private final AgentId id;
    private final AgentInputs inputs;
    private final List<MarketEvent> events = new ArrayList<>();
    private volatile Consumer<FeatureFrame> beforeAnswer = frame -> {};
    private int framesSeen;

    private FakeAgent(AgentId id, AgentInputs inputs) {
        this.id = id;
        this.inputs = inputs;
    }

    /** An agent on one feature, without warm-up, with a budget that no busy machine exceeds. */
    public static FakeAgent on(String id, String feature) {
        return with(id, new AgentInputs(List.of(feature), Set.of(), 5, 0, 1, true, 10_000));
    }

    /** An agent with these needs. */
    public static FakeAgent with(String id, AgentInputs inputs) {
        return new FakeAgent(AgentId.of(id), inputs);
    }

    /** Does this before each answer: throws, hangs, counts; null stops it. */
    public FakeAgent misbehave(Consumer<FeatureFrame> how) {
        beforeAnswer = how == null ? frame -> {} : how;
        return this;
    }

    @Override
    public AgentId id() {
        return id;
    }

    @Override
    public AgentInputs inputs() {
        return inputs;
    }

    @Override
    public void onEvent(MarketEvent event) {
        events.add(event);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        beforeAnswer.accept(frame);
        framesSeen++;
        for (FeatureVector row : frame.rows()) {
            double value = row.values()[0];
            if (Double.isNaN(value)) {
                sink.abstain(row.instrument(), "unknown " + frame.names().get(0));
            } else {
                sink.signal(judge(frame, row, value));
            }
        }
    }

    private Signal judge(FeatureFrame frame, FeatureVector row, double value) {
        Direction direction = value >= 0 ? Direction.LONG : Direction.SHORT;
        String version = "fake-" + framesSeen;
        return new Signal(
                id, row.instrument(), frame.timeNanos(), inputs.horizonDays(), direction, 0.55, 10, 100, version);
    }

    /** How many frames it has answered, over restarts. */
    public int framesSeen() {
        return framesSeen;
    }

    /** The events that it was told. */
    public List<MarketEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public byte[] snapshot() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(framesSeen).array();
    }

    @Override
    public void restore(byte[] snapshot) {
        if (snapshot.length != 0 && snapshot.length != Integer.BYTES) {
            throw new IllegalArgumentException("a snapshot of " + id + " has 4 bytes, got " + snapshot.length);
        }
        framesSeen = snapshot.length == 0 ? 0 : ByteBuffer.wrap(snapshot).getInt();
    }
}
