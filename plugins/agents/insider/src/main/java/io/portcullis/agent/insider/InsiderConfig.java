package io.portcullis.agent.insider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.insider.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: insider")
public @interface InsiderConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.insider";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 12;

    @AttributeDefinition(
            name = "cluster.insiders.min",
            description = "Insiders that must have bought within 30 calendar days, a count")
    int cluster_insiders_min() default 3;

    @AttributeDefinition(
            name = "cluster.value.min",
            description = "What they must have paid together, in the currency of the filing")
    double cluster_value_min() default 100_000;

    @AttributeDefinition(
            name = "opinion.days",
            description = "Calendar days for which a cluster stands after it formed, a count")
    int opinion_days() default 90;

    @AttributeDefinition(
            name = "score.unit",
            description = "Score that counts as one standard deviation, a plain number")
    double score_unit() default 3;

    @AttributeDefinition(name = "price.min", description = "Lowest price, in the instrument's currency")
    double price_min() default 5;

    @AttributeDefinition(
            name = "dollar.volume.min",
            description = "Lowest mean value traded a day over 20 days, in the instrument's currency")
    double dollar_volume_min() default 5_000_000;

    @AttributeDefinition(
            name = "information.coefficient",
            description =
                    "Assumed correlation of a score and the outcome, a plain number; until it is measured, keep it small")
    double information_coefficient() default 0.03;

    @AttributeDefinition(
            name = "calibration",
            description =
                    "Map from the model's probability to a calibrated one: identity, shrunk L B, beta A B C, platt A B or isotonic P:Q P:Q")
    String calibration() default "identity";

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
