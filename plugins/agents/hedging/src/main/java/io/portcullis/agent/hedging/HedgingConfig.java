package io.portcullis.agent.hedging;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.hedging.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: hedging")
public @interface HedgingConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.hedging";

    @AttributeDefinition(
            name = "prior.weight",
            description = "Raw prior weight among the agents, a plain number (the twelve of the design sum to 116)")
    double prior_weight() default 7;

    @AttributeDefinition(
            name = "half.life.days",
            description = "Trading days after which a return counts half, a plain number")
    double half_life_days() default 60;

    @AttributeDefinition(
            name = "effectiveness.min",
            description = "Smallest share of the variance that a hedge must take away, a fraction")
    double effectiveness_min() default 0.1;

    @AttributeDefinition(
            name = "no.trade.band",
            description = "Share of a hedge by which it may differ from the best without being changed, a fraction")
    double no_trade_band() default 0.1;

    @AttributeDefinition(
            name = "tail.budget",
            description = "Mean loss in the worst 2.5 % of days that the residual may have, a fraction of the price")
    double tail_budget() default 0.06;

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
