package io.portcullis.host.console;

import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import java.util.Map;
import java.util.TreeMap;

final class PluginsBean implements PluginsMXBean {
    private final PluginAdmin plugins;

    PluginsBean(PluginAdmin plugins) {
        this.plugins = plugins;
    }

    @Override
    public Map<String, String> getPlugins() {
        Map<String, String> rows = new TreeMap<>();
        for (PluginView plugin : plugins.list()) {
            rows.put(
                    plugin.name(),
                    (plugin.version() + " " + String.join(",", plugin.kinds()) + " " + plugin.state() + " "
                                    + plugin.reason())
                            .strip());
        }
        return rows;
    }

    @Override
    public int getOutOfService() {
        return (int) plugins.list().stream()
                .filter(plugin -> plugin.state() != PluginView.State.ACTIVE)
                .count();
    }

    @Override
    public int getLoadersHeld() {
        return plugins.loadersHeld();
    }

    @Override
    public void remove(String name) {
        plugins.remove(name);
    }
}
