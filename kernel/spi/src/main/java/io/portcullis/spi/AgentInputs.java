package io.portcullis.spi;

import io.portcullis.model.market.MarketEvent;
import java.util.List;
import java.util.Set;

/**
 * What an agent needs and how it counts.
 *
 * @param features names of the features it wants, in the order in which it reads them; an unknown name keeps the agent from
 *     starting, with a message that lists the known ones
 * @param eventTypes the market events it wants to see besides features; may be empty
 * @param horizonDays trading days over which its signals are meant, positive
 * @param warmUpBars daily bars that must have been seen before it is asked at all; live restarts abstain until then
 * @param priorWeight its raw prior weight, not negative (the twelve of the design sum to 116)
 * @param voting false for overlays, whose signals are recorded but do not vote on direction
 * @param budgetMillis time that one call may take, positive
 */
public record AgentInputs(
        List<String> features,
        Set<Class<? extends MarketEvent>> eventTypes,
        int horizonDays,
        int warmUpBars,
        double priorWeight,
        boolean voting,
        int budgetMillis) {

    /** Copies the collections and refuses numbers out of range. */
    public AgentInputs {
        features = List.copyOf(features);
        eventTypes = Set.copyOf(eventTypes);
        if (horizonDays <= 0 || warmUpBars < 0 || !(priorWeight >= 0) || budgetMillis <= 0) {
            throw new IllegalArgumentException(
                    "horizonDays and budgetMillis must be positive, warmUpBars and priorWeight not" + " negative, got "
                            + horizonDays + ", " + budgetMillis + ", " + warmUpBars + ", " + priorWeight);
        }
    }
}
