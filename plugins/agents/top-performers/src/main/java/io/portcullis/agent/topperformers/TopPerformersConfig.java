package io.portcullis.agent.topperformers;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.top-performers.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: top performers")
public @interface TopPerformersConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.top-performers";

    @AttributeDefinition(name = "prior.weight", description = "Raw prior weight among the agents, a plain number")
    double prior_weight() default 5;

    @AttributeDefinition(
            name = "enter.fraction",
            description = "Outermost share of the ranking that is taken in, a fraction")
    double enter_fraction() default 0.10;

    @AttributeDefinition(name = "leave.fraction", description = "Share of the ranking that may be kept, a fraction")
    double leave_fraction() default 0.20;

    @AttributeDefinition(name = "universe.min", description = "Fewest eligible instruments to rank at all, a count")
    int universe_min() default 20;

    @AttributeDefinition(name = "price.min", description = "Lowest price, in the instrument's currency")
    double price_min() default 5;

    @AttributeDefinition(
            name = "dollar.volume.min",
            description = "Lowest mean value traded a day over 20 days, in currency")
    double dollar_volume_min() default 5_000_000;

    @AttributeDefinition(
            name = "volatility.target",
            description = "Volatility to which the crash guard scales, a fraction a year")
    double volatility_target() default 0.12;

    @AttributeDefinition(name = "information.coefficient", description = "Assumed correlation of score and outcome")
    double information_coefficient() default 0.03;

    @AttributeDefinition(
            name = "calibration",
            description =
                    "Map from the model's probability to a calibrated one: identity, shrunk L B, beta A B C, platt A B or isotonic P:Q P:Q")
    String calibration() default "identity";

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
