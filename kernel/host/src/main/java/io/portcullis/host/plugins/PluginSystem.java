package io.portcullis.host.plugins;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import io.portcullis.spi.Connector;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about plugins, put together: framework, settings, deployer, folders, registry. */
public final class PluginSystem implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginSystem.class);

    private final Home home;
    private final ServerSettings server;
    private final PluginKernel kernel;
    private final PluginRegistry registry;
    private final PluginDeployer deployer;
    private final PluginFolders folders;
    private final PluginSettings settings;
    private ScheduledExecutorService poller;

    private PluginSystem(Home home, ServerSettings server, Map<String, Map<String, String>> overrides) {
        this.home = home;
        this.server = server;
        this.kernel = PluginKernel.start(home);
        this.registry = new PluginRegistry(kernel.context());
        PluginAdmission admission = new PluginAdmission(home, server.profile());
        this.deployer = new PluginDeployer(
                kernel.context(), registry, new FormerVersions(home, admission), server.pluginStartMillis());
        this.settings = new PluginSettings(home, kernel, deployer, overrides);
        this.folders = new PluginFolders(home, deployer, admission, settings::poll);
    }

    /** Starts the framework and reads the settings; no plugin yet. */
    public static PluginSystem start(Home home, ServerSettings server) {
        return start(home, server, Map.of());
    }

    /**
     * The same, with settings that win over the files in etc/.
     *
     * @param overrides pid to key to value, such as {@code venue.simulated} to {@code address} to {@code 127.0.0.1:7001}
     */
    public static PluginSystem start(Home home, ServerSettings server, Map<String, Map<String, String>> overrides) {
        PluginSystem system = new PluginSystem(home, server, overrides);
        system.settings.poll();
        return system;
    }

    /** Deploys the plugins that offer a venue, and waits for them: what a server needs before it is ready. */
    public void deployVenues() {
        deploy(Set.of("venue"));
    }

    /**
     * Deploys the plugins that offer something of a kind, and waits for them.
     *
     * @param kinds agent, venue, connector
     */
    public void deploy(Set<String> kinds) {
        folders.deployPresent(jar -> jar.kinds().stream().anyMatch(kinds::contains));
    }

    /** Deploys every plugin that is not there yet, and waits for them. */
    public void deployAll() {
        folders.deployPresent(jar -> true);
    }

    /** From now on files that come, change or go are noticed. */
    public synchronized void watch() {
        if (poller == null) {
            folders.open();
            poller = Executors.newSingleThreadScheduledExecutor(runnable -> {
                Thread thread = new Thread(runnable, "plugin-folders");
                thread.setDaemon(true);
                return thread;
            });
            poller.scheduleWithFixedDelay(
                    this::poll, server.pluginPollMillis(), server.pluginPollMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A look that fails must not be the last one. */
    private void poll() {
        try {
            settings.poll();
            folders.poll();
            deployer.loaders().look();
        } catch (RuntimeException e) {
            LOG.error("plugin folders could not be looked at", e);
        }
    }

    /** What the plugins offer. */
    public Plugins plugins() {
        return registry;
    }

    /**
     * A connector that a command cannot do without.
     *
     * @throws ConfigException when it is not there, with what is wrong with the plugins
     */
    public Connector connector(String name) {
        return registry.connector(name)
                .orElseThrow(() -> new ConfigException(
                        "the connector '" + name + "' is missing: no plugin in service of "
                                + home.plugins() + " offers it" + complaints()));
    }

    /** Why plugins are out of service, to end a message about one that is missed; empty when none is. */
    public String complaints() {
        String complaints = folders.list().stream()
                .filter(plugin -> plugin.state() != PluginView.State.ACTIVE)
                .map(plugin -> plugin.name() + " is " + plugin.state() + ": " + plugin.reason())
                .collect(Collectors.joining("; "));
        return complaints.isEmpty() ? "" : ". " + complaints;
    }

    /** What people do with plugins. */
    public PluginAdmin admin() {
        return folders;
    }

    /** How those who use the plugins find them. */
    public PluginHealth health() {
        return new PluginHealth() {
            @Override
            public PluginMeter meter(Object service) {
                return registry.owner(service)
                        .map(bundle -> deployer.meters().of(bundle.getSymbolicName()))
                        .orElse(PluginMeter.NOBODY);
            }

            /** On a thread of its own: the caller may hold what somebody who is told about plugins waits for. */
            @Override
            public void failed(Object service, String reason) {
                Thread thread = new Thread(
                        () -> registry.owner(service).ifPresent(bundle -> deployer.failed(bundle, reason)),
                        "plugin-health");
                thread.setDaemon(true);
                thread.start();
            }
        };
    }

    /** The class loaders of what was taken out. */
    LoaderWatch loaders() {
        return deployer.loaders();
    }

    /** From now on each plugin has its figures there. */
    public void measureIn(Metrics metrics) {
        deployer.meters().publishIn(metrics);
    }

    /** Stops everything; a plugin that hangs is left behind. */
    @Override
    public synchronized void close() {
        registry.silence();
        if (poller != null) {
            poller.shutdownNow();
        }
        kernel.close();
        registry.close();
    }
}
