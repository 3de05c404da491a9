package io.portcullis.agent.learning;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.learning.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: learning")
public @interface LearningConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.learning";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 1;

    @AttributeDefinition(
            name = "priors",
            description =
                    "Weights to start from and to share back to, as AGENT=WEIGHT;AGENT=WEIGHT; an agent that is not named starts with 1")
    String priors() default
            "causal=12;flow=8;insider=12;macro=8;money-flows=15;sentiment=10;technical=15;top-performers=5;undervalued=3;value=20";

    @AttributeDefinition(
            name = "learning.rate",
            description = "How fast weights follow losses, a plain number; 1 is exact for log loss")
    double learning_rate() default 1;

    @AttributeDefinition(
            name = "share.rate",
            description =
                    "Share of the weights that goes back to the priors with each update, a fraction: one over the days of a regime")
    double share_rate() default 0.004;

    @AttributeDefinition(
            name = "cost.bps",
            description = "What an excess return must beat to count as a win, basis points")
    double cost_bps() default 10;

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
