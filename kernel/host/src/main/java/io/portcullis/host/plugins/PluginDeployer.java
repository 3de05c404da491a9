package io.portcullis.host.plugins;

import io.portcullis.host.server.PluginView;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, starts, replaces and removes plugins, each on threads of its own and under a time limit. FileInstall does it on one
 * thread for all and was measured to stop at the first plugin that hangs.
 *
 * <p>What one plugin's thread does waits only for another deployment of the same name.
 */
final class PluginDeployer {
    private static final Logger LOG = LoggerFactory.getLogger(PluginDeployer.class);

    private final BundleContext context;
    private final PluginRegistry registry;
    private final long startMillisMax;
    private final Map<String, Deployment> deployed = new ConcurrentSkipListMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final AtomicLong installs = new AtomicLong();

    PluginDeployer(BundleContext context, PluginRegistry registry, long startMillisMax) {
        this.context = context;
        this.registry = registry;
        this.startMillisMax = startMillisMax;
    }

    Collection<Deployment> all() {
        return List.copyOf(deployed.values());
    }

    Optional<Deployment> find(String name) {
        return Optional.ofNullable(deployed.get(name));
    }

    /**
     * Starts a plugin beside its former version, which goes when the new one is up and stays when it is not.
     *
     * @return done at the latest after the time limit; never exceptionally
     */
    CompletableFuture<PluginView> deploy(PluginJar jar, Path source) {
        return supervise(jar.name(), () -> {
            Deployment former = deployed.get(jar.name());
            Deployment fresh = start(jar, source);
            Deployment kept = fresh;
            if (fresh.isActive()) {
                registry.publish(fresh.bundle());
                LOG.info("plugin {} {} is active ({})", jar.name(), jar.version(), jar.fileName());
                drop(former);
            } else {
                LOG.warn("plugin {} {} is quarantined: {}", jar.name(), jar.version(), fresh.reason());
                drop(fresh);
                if (former != null && former.isActive()) {
                    kept = former.noting("version " + jar.version() + " (" + jar.fileName()
                            + ") was quarantined and this one goes on: " + fresh.reason());
                } else {
                    drop(former);
                }
            }
            deployed.put(jar.name(), kept);
            return fresh.view();
        });
    }

    /**
     * Stops a plugin, then starts its bytes again: new settings must not reach a running component on a thread that all
     * plugins share.
     *
     * @param between what happens while it is down
     * @return how it came out; null when the plugin was removed meanwhile
     */
    CompletableFuture<PluginView> restart(String name, Runnable between) {
        return supervise(name, () -> {
            Deployment former = deployed.get(name);
            drop(former);
            between.run();
            if (former == null) {
                return null;
            }
            Deployment fresh = start(former.jar(), former.source());
            if (fresh.isActive()) {
                registry.publish(fresh.bundle());
            } else {
                drop(fresh);
                LOG.warn("plugin {} is quarantined under its new settings: {}", name, fresh.reason());
            }
            deployed.put(name, fresh);
            return fresh.view();
        });
    }

    /** Takes a plugin out; nothing happens when there is none. */
    CompletableFuture<Boolean> remove(String name) {
        return supervise(name, () -> {
            Deployment former = deployed.remove(name);
            drop(former);
            return former != null;
        });
    }

    private <T> CompletableFuture<T> supervise(String name, java.util.function.Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread supervisor = new Thread(
                () -> {
                    try {
                        synchronized (locks.computeIfAbsent(name, any -> new Object())) {
                            result.complete(work.get());
                        }
                    } catch (RuntimeException e) {
                        LOG.error("plugin {}: the deployer itself failed", name, e);
                        result.completeExceptionally(e);
                    }
                },
                "plugin-deploy-" + name);
        supervisor.setDaemon(true);
        supervisor.start();
        return result;
    }

    private Deployment start(PluginJar jar, Path source) {
        Bundle bundle;
        try {
            String location = "plugin:" + jar.name() + "#" + installs.incrementAndGet();
            bundle = context.installBundle(location, new ByteArrayInputStream(jar.content()));
        } catch (BundleException e) {
            return new Deployment(
                    jar, source, null, PluginView.State.QUARANTINED, "it cannot be installed: " + reason(e));
        }
        List<String> problems = startOnItsThread(jar.name(), bundle);
        return problems.isEmpty()
                ? new Deployment(jar, source, bundle, PluginView.State.ACTIVE, "")
                : new Deployment(jar, source, bundle, PluginView.State.QUARANTINED, String.join("; ", problems));
    }

    private List<String> startOnItsThread(String name, Bundle bundle) {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> done.complete(startNow(bundle)), "plugin-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(startMillisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            // A sleeping activation wakes up; a busy loop goes on burning its thread, and only that.
            thread.interrupt();
            return List.of("it did not start within " + startMillisMax + " ms");
        }
        return done.getNow(List.of("its thread died while it started"));
    }

    private List<String> startNow(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        try {
            bundle.start();
            problems.addAll(ComponentReport.of(context, bundle));
            problems.addAll(registry.failures(bundle));
            if (problems.isEmpty() && registry.offerCount(bundle) == 0) {
                problems.add(
                        "it offers no Agent, Venue, VenueProcess or Connector as a Declarative Services component");
            }
            registry.conflict(bundle).ifPresent(problems::add);
        } catch (BundleException e) {
            problems.add("it does not start: " + reason(e));
        } catch (RuntimeException | LinkageError e) {
            problems.add("it threw " + e);
        }
        return problems;
    }

    /** On a thread of its own, for stopping a plugin that hangs takes as long as it likes. */
    private void drop(Deployment deployment) {
        boolean gone = deployment == null
                || deployment.bundle() == null
                || deployment.bundle().getState() == Bundle.UNINSTALLED;
        if (gone) {
            return;
        }
        Bundle bundle = deployment.bundle();
        Thread stopper = new Thread(
                () -> uninstall(bundle), "plugin-drop-" + deployment.jar().name());
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(startMillisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registry.forget(bundle);
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | RuntimeException e) {
            LOG.warn("plugin {} could not be uninstalled: {}", bundle.getSymbolicName(), e.getMessage());
        }
    }

    private static String reason(BundleException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root instanceof BundleException ? root.getMessage() : root.toString();
        return message == null ? root.toString() : message.lines().findFirst().orElse("");
    }
}
