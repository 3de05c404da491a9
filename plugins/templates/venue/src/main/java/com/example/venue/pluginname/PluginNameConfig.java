package com.example.venue.pluginname;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/venue.plugin-name.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Venue: plugin-name")
public @interface PluginNameConfig {
    /** Name of the configuration and of its file. */
    String PID = "venue.plugin-name";

    @AttributeDefinition(name = "currency", description = "Currency of prices and fees, an ISO 4217 code")
    String currency() default "USD";

    @AttributeDefinition(name = "fee.per.share", description = "What an execution costs, currency per share")
    double fee_per_share() default 0.005;
}
