package io.portcullis.agent.technical;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.technical.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: technical")
public @interface TechnicalConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.technical";

    @AttributeDefinition(name = "prior.weight", description = "Raw prior weight among the agents, a plain number")
    double prior_weight() default 15;

    @AttributeDefinition(
            name = "enter.score",
            description = "Normal score among all charts from which there is an opinion, standard deviations")
    double enter_score() default 1.28;

    @AttributeDefinition(
            name = "leave.score",
            description = "Normal score below which an opinion is given up, standard deviations")
    double leave_score() default 0.84;

    @AttributeDefinition(name = "trend.none", description = "ADX up to which the reversal part alone decides, 0 to 100")
    double trend_none() default 20;

    @AttributeDefinition(name = "trend.full", description = "ADX from which the trend part alone decides, 0 to 100")
    double trend_full() default 40;

    @AttributeDefinition(name = "universe.min", description = "Fewest eligible instruments to judge at all, a count")
    int universe_min() default 20;

    @AttributeDefinition(name = "price.min", description = "Lowest price, in the instrument's currency")
    double price_min() default 5;

    @AttributeDefinition(
            name = "dollar.volume.min",
            description = "Lowest mean value traded a day over 20 days, in currency")
    double dollar_volume_min() default 5_000_000;

    @AttributeDefinition(name = "information.coefficient", description = "Assumed correlation of score and outcome")
    double information_coefficient() default 0.02;

    @AttributeDefinition(
            name = "calibration",
            description =
                    "Map from the model's probability to a calibrated one: identity, shrunk L B, beta A B C, platt A B or isotonic P:Q P:Q")
    String calibration() default "identity";

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
