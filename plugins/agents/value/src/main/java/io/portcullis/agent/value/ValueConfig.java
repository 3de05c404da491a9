package io.portcullis.agent.value;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.value.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: value")
public @interface ValueConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.value";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 20;

    @AttributeDefinition(
            name = "f.score.min",
            description = "Fewest of Piotroski's nine points with which a cheap firm is bought, a count")
    int f_score_min() default 5;

    @AttributeDefinition(
            name = "f.score.max",
            description = "Most of Piotroski's nine points with which a cheap firm is sold, a count below f.score.min")
    int f_score_max() default 3;

    @AttributeDefinition(
            name = "statement.age.max.days",
            description = "Calendar days after the end of its period for which a statement stands, a count")
    int statement_age_max_days() default 550;

    @AttributeDefinition(
            name = "enter.fraction",
            description = "Cheapest share of the ranking, the only one of which it speaks, a fraction")
    double enter_fraction() default 0.2;

    @AttributeDefinition(name = "universe.min", description = "Fewest eligible instruments to judge at all, a count")
    int universe_min() default 20;

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
