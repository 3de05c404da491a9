package io.portcullis.agent.moneyflows;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.money-flows.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: money flows")
public @interface MoneyFlowsConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.money-flows";

    @AttributeDefinition(name = "prior.weight", description = "Raw prior weight among the agents, a plain number")
    double prior_weight() default 15;

    @AttributeDefinition(
            name = "enter.score",
            description = "Normal score among all flows from which there is an opinion, standard deviations")
    double enter_score() default 1.28;

    @AttributeDefinition(
            name = "leave.score",
            description = "Normal score below which an opinion is given up, standard deviations")
    double leave_score() default 0.84;

    @AttributeDefinition(
            name = "toxicity.start",
            description = "Rank of VPIN in its own past above which opinions are weakened, a fraction")
    double toxicity_start() default 0.9;

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
