package com.example.connector.pluginname;

/** The configuration, checked. Units as in {@link PluginNameConfig}. */
record PluginNameSettings(String separator, int headerLines) {
    PluginNameSettings {
        if (separator.length() != 1) {
            throw new IllegalArgumentException(
                    PluginNameConfig.PID + ": separator must be one character, got '" + separator + "'");
        }
        if (headerLines < 0 || headerLines > 100) {
            throw new IllegalArgumentException(
                    PluginNameConfig.PID + ": header.lines must be between 0 and 100, got " + headerLines);
        }
    }

    static PluginNameSettings of(PluginNameConfig config) {
        return new PluginNameSettings(config.separator(), config.header_lines());
    }
}
