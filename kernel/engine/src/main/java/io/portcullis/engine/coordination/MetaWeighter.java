package io.portcullis.engine.coordination;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity.Contribution;
import io.portcullis.model.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Pools the opinions of the agents that did not abstain by a logarithmic opinion pool: a weighted mean of signed logits, the
 * prior weights renormalised over those present (Genest and Zidek 1986).
 */
public final class MetaWeighter {
    /** No single opinion counts as more certain than odds of about 400 to 1. */
    private static final double LOGIT_MAX = 6;

    private final ToDoubleFunction<AgentId> weights;

    /** Pools with these raw prior weights; zero means no vote. */
    public MetaWeighter(ToDoubleFunction<AgentId> weights) {
        this.weights = weights;
    }

    /**
     * A pooled opinion.
     *
     * @param direction which way
     * @param probability that the excess return in that direction beats its cost
     * @param edgeBps weighted edge in that direction; opinions against it count negative
     * @param sigmaBps weighted standard deviation
     * @param horizonDays horizon of the agent that weighs most
     * @param contributions each agent's part of the pooled logit
     */
    public record Pooled(
            Direction direction,
            double probability,
            double edgeBps,
            double sigmaBps,
            int horizonDays,
            List<Contribution> contributions) {}

    /** The pool of some signals on one instrument; null when none of them has a vote. */
    public Pooled pool(List<Signal> signals) {
        double total = 0;
        for (Signal signal : signals) {
            total += weights.applyAsDouble(signal.agent());
        }
        if (!(total > 0)) {
            return null;
        }
        double logit = 0;
        double edge = 0;
        double sigma = 0;
        int horizon = 0;
        double heaviest = 0;
        List<Contribution> contributions = new ArrayList<>(signals.size());
        for (Signal signal : signals) {
            double weight = weights.applyAsDouble(signal.agent()) / total;
            double part = weight * signal.direction().sign() * clippedLogit(signal.probability());
            contributions.add(new Contribution(signal.agent(), weight, part));
            logit += part;
            edge += weight * signal.direction().sign() * signal.edgeBps();
            sigma += weight * signal.sigmaBps();
            if (weight > heaviest) {
                heaviest = weight;
                horizon = signal.horizonDays();
            }
        }
        Direction direction = logit >= 0 ? Direction.LONG : Direction.SHORT;
        double probability = 1 / (1 + StrictMath.exp(-Math.abs(logit)));
        return new Pooled(direction, probability, direction.sign() * edge, sigma, horizon, contributions);
    }

    private static double clippedLogit(double probability) {
        double logit = StrictMath.log(probability / (1 - probability));
        return Math.max(-LOGIT_MAX, Math.min(LOGIT_MAX, logit));
    }
}
