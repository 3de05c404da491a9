package com.example.connector.pluginname;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/connector.plugin-name.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Connector: plugin-name")
public @interface PluginNameConfig {
    /** Name of the configuration and of its file. */
    String PID = "connector.plugin-name";

    @AttributeDefinition(name = "separator", description = "What stands between two values, one character")
    String separator() default ",";

    @AttributeDefinition(name = "header.lines", description = "Lines at the top that are no data, a count")
    int header_lines() default 1;
}
