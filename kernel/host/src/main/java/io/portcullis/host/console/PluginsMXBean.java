package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=Plugins}. */
public interface PluginsMXBean {
    /** Name by version, kinds, state, who signed it, and reason. */
    Map<String, String> getPlugins();

    /** How many are quarantined or refused. */
    int getOutOfService();

    /** Class loaders of versions that were taken out and are still held by somebody; 0 when nothing leaks. */
    int getLoadersHeld();

    /** Takes a plugin out for good. */
    @Needs(Permission.PLUGINS)
    void remove(String name);
}
