package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=Plugins}. */
public interface PluginsMXBean {
    /** Name by version, kinds, state, who signed it, and reason. */
    Map<String, String> getPlugins();

    /** How many are quarantined or refused. */
    int getOutOfService();

    /** Takes a plugin out for good. */
    void remove(String name);
}
