package com.example.agent.pluginname;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/agent.plugin-name.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Agent: plugin-name")
public @interface PluginNameConfig {
    /** Name of the configuration and of its file. */
    String PID = "agent.plugin-name";

    @AttributeDefinition(name = "prior.weight", description = "Raw prior weight among the agents, a plain number")
    double prior_weight() default 1;

    @AttributeDefinition(
            name = "momentum.min",
            description = "Smallest absolute return of a year that is an opinion, a fraction")
    double momentum_min() default 0.05;

    @AttributeDefinition(name = "information.coefficient", description = "Assumed correlation of score and outcome")
    double information_coefficient() default 0.01;

    @AttributeDefinition(name = "budget.millis", description = "Time that one call may take, milliseconds")
    int budget_millis() default 1000;
}
