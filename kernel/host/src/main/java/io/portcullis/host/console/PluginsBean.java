package io.portcullis.host.console;

import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class PluginsBean implements PluginsMXBean {
    private final PluginAdmin plugins;

    PluginsBean(PluginAdmin plugins) {
        this.plugins = plugins;
    }

    @Override
    public Map<String, String> getPlugins() {
        Map<String, String> rows = new TreeMap<>();
        for (PluginView plugin : plugins.list()) {
            String signer = plugin.signer().isEmpty() ? "" : "key " + plugin.signer();
            rows.put(
                    plugin.name(),
                    Stream.of(
                                    plugin.version(),
                                    String.join(",", plugin.kinds()),
                                    plugin.state().name(),
                                    signer.replace("key unsigned", "unsigned"),
                                    plugin.reason())
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" ")));
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
