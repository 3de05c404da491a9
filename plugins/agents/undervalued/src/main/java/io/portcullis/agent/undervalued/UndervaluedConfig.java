package io.portcullis.agent.undervalued;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.undervalued.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: undervalued")
public @interface UndervaluedConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.undervalued";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 3;

    @AttributeDefinition(name = "peers.min", description = "Fewest names of a sector that are compared, a count")
    int peers_min() default 8;

    @AttributeDefinition(
            name = "distress.penalty",
            description = "Taken off the score of a firm in distress, standard deviations")
    double distress_penalty() default 0.5;

    @AttributeDefinition(
            name = "statement.age.max.days",
            description = "Calendar days after the end of its period for which a statement stands, a count")
    int statement_age_max_days() default 550;

    @AttributeDefinition(
            name = "enter.score",
            description = "Score from which there is an opinion, standard deviations: 1.28 is the outer tenth")
    double enter_score() default 1.28;

    @AttributeDefinition(
            name = "leave.score",
            description = "Score below which an opinion is given up, standard deviations: 0.84 is the outer fifth")
    double leave_score() default 0.84;

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
    double information_coefficient() default 0.02;

    @AttributeDefinition(
            name = "calibration",
            description =
                    "Map from the model's probability to a calibrated one: identity, shrunk L B, beta A B C, platt A B or isotonic P:Q P:Q")
    String calibration() default "identity";

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
