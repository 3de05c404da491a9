package io.portcullis.agent.macro;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.macro.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: macro")
public @interface MacroConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.macro";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 8;

    @AttributeDefinition(
            name = "probit.intercept",
            description =
                    "Intercept of the probit of a recession within four quarters on the 10 year less 3 month yield")
    double probit_intercept() default -0.5333;

    @AttributeDefinition(name = "probit.slope", description = "Its slope, per percentage point")
    double probit_slope() default -0.633;

    @AttributeDefinition(
            name = "data.age.max.days",
            description = "Calendar days after which a yield curve is stale, a count")
    int data_age_max_days() default 10;

    @AttributeDefinition(
            name = "enter.score",
            description = "Score (outlook times the normal score of beta) from which there is an opinion")
    double enter_score() default 0.64;

    @AttributeDefinition(name = "leave.score", description = "Score below which an opinion is given up")
    double leave_score() default 0.42;

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
