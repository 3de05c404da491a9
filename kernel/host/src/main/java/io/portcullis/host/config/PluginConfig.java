package io.portcullis.host.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** etc/PID.cfg of a plugin: which keys there are is the plugin's own affair. */
public final class PluginConfig {
    private PluginConfig() {}

    /**
     * Key by value; empty when there is no file.
     *
     * @throws ConfigException when the file cannot be read, naming the line
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> values = new TreeMap<>();
        PropertiesFile.read(file).entries().forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }
}
