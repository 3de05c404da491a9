package io.portcullis.agent.flow;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.flow.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: flow")
public @interface FlowConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.flow";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 8;

    @AttributeDefinition(
            name = "interval.seconds",
            description = "Length of an interval over which the flow is summed, seconds")
    int interval_seconds() default 10;

    @AttributeDefinition(
            name = "quote.age.max.seconds",
            description = "Age of the last quote from which a book is stale, seconds")
    int quote_age_max_seconds() default 60;

    @AttributeDefinition(
            name = "enter.score",
            description = "Score from which there is an opinion, standard deviations: 1.28 is the outer tenth")
    double enter_score() default 1.28;

    @AttributeDefinition(
            name = "leave.score",
            description = "Score below which an opinion is given up, standard deviations: 0.84 is the outer fifth")
    double leave_score() default 0.84;

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
