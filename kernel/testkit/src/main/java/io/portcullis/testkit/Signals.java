package io.portcullis.testkit;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;

/** Builds signals: {@code Signals.of("momentum", "AAA").down().probability(0.6).build()}. */
public final class Signals {
    private final AgentId agent;
    private final InstrumentId instrument;
    private Direction direction = Direction.LONG;
    private double probability = 0.55;
    private double edgeBps = 20;
    private double sigmaBps = 400;
    private int horizonDays = 21;
    private long timeNanos;

    private Signals(String agent, String instrument) {
        this.agent = AgentId.of(agent);
        this.instrument = InstrumentId.of(instrument);
    }

    /** Long at 0.55 over 21 days, 20 bps of edge, 400 bps of sigma, unless told otherwise. */
    public static Signals of(String agent, String instrument) {
        return new Signals(agent, instrument);
    }

    /** Expects a rise. */
    public Signals up() {
        direction = Direction.LONG;
        return this;
    }

    /** Expects a fall. */
    public Signals down() {
        direction = Direction.SHORT;
        return this;
    }

    /** Probability of being right. */
    public Signals probability(double value) {
        probability = value;
        return this;
    }

    /** Expected excess return, basis points. */
    public Signals edgeBps(double value) {
        edgeBps = value;
        return this;
    }

    /** Standard deviation of that return, basis points. */
    public Signals sigmaBps(double value) {
        sigmaBps = value;
        return this;
    }

    /** Trading days. */
    public Signals horizonDays(int days) {
        horizonDays = days;
        return this;
    }

    /** Formed at this time, nanoseconds since the epoch. */
    public Signals at(long nanos) {
        timeNanos = nanos;
        return this;
    }

    /** The signal. */
    public Signal build() {
        return new Signal(
                agent, instrument, timeNanos, horizonDays, direction, probability, edgeBps, sigmaBps, "test-1");
    }
}
