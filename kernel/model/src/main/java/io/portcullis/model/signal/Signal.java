package io.portcullis.model.signal;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import java.util.Objects;

/**
 * An agent's opinion on one instrument over its fixed horizon (step 3). An agent without an opinion abstains instead.
 *
 * @param agent whose opinion
 * @param instrument on what
 * @param timeNanos when it was formed, nanoseconds since the epoch
 * @param horizonDays over how many trading days
 * @param direction which way
 * @param probability that the excess return in that direction beats its cost, inside (0, 1)
 * @param edgeBps expected excess return in that direction before cost, basis points of the price
 * @param sigmaBps standard deviation of that return, basis points, positive
 * @param modelVersion which version of the agent's model said so
 */
public record Signal(
        AgentId agent,
        InstrumentId instrument,
        long timeNanos,
        int horizonDays,
        Direction direction,
        double probability,
        double edgeBps,
        double sigmaBps,
        String modelVersion) {

    /** Refuses NaN, infinities, probabilities outside (0, 1) and horizons that are not positive. */
    public Signal {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(modelVersion, "modelVersion");
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must lie inside (0, 1), got " + probability);
        }
        if (!(sigmaBps > 0) || Double.isInfinite(sigmaBps)) {
            throw new IllegalArgumentException("sigmaBps must be positive and finite, got " + sigmaBps);
        }
        if (Double.isNaN(edgeBps) || Double.isInfinite(edgeBps)) {
            throw new IllegalArgumentException("edgeBps must be finite, got " + edgeBps);
        }
        if (horizonDays <= 0) {
            throw new IllegalArgumentException("horizonDays must be positive, got " + horizonDays);
        }
    }
}
