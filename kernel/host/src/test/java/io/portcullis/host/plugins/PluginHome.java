package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.plugins.sample.ScriptedAgent;
import io.portcullis.host.plugins.sample.Unlucky;
import io.portcullis.host.server.PluginUpload;
import io.portcullis.host.server.PluginView;
import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An installation with nothing in it but what the plugin framework itself consists of. */
final class PluginHome {
    private PluginHome() {}

    static Home create(Path folder) throws IOException {
        Home home = new Home(folder.resolve("home"), folder.resolve("data"));
        Files.createDirectories(home.plugins());
        Files.createDirectories(home.addedPlugins());
        Files.createDirectories(home.etc());
        Files.createDirectories(home.systemBundles());
        try (var bundles = Files.newDirectoryStream(Path.of("target", "system-bundles"), "*.jar")) {
            for (Path bundle : bundles) {
                Files.copy(bundle, home.systemBundles().resolve(bundle.getFileName()));
            }
        }
        return home;
    }

    static ServerSettings settings(int startMillisMax, int failuresMax) {
        return new ServerSettings(
                0,
                ServerSettings.Profile.DEV,
                ServerSettings.Durability.PROCESS,
                1000,
                ServerSettings.Idle.ECONOMY,
                50,
                startMillisMax,
                failuresMax,
                3000,
                1500,
                1);
    }

    /** The plugin {@code agent-ID}, whose agent does what its mode says. */
    static TestJar agent(String id, String version, String mode) {
        return TestJar.component("agent-" + id, version, ScriptedAgent.class, Agent.class)
                .withClass(Unlucky.class)
                .property("agent.id", id)
                .property("version", version)
                .property("mode", mode);
    }

    static PluginView view(PluginSystem system, String name) {
        return system.admin().list().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(name + " is not in " + system.admin().list()));
    }

    /** A figure of a plugin, as the metrics page would show it. */
    static double figure(Metrics metrics, String name, String plugin) {
        metrics.refresh();
        Object value = metrics.registry()
                .getGauges()
                .get("portcullis_plugin_" + name + "|" + plugin)
                .getValue();
        return ((Number) value).doubleValue();
    }

    /** Unsigned, and wanted whatever was there before. */
    static PluginUpload upload(String fileName, byte[] content) {
        return new PluginUpload(fileName, content, null, true, "test");
    }
}
