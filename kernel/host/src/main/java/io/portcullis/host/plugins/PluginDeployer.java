package io.portcullis.host.plugins;

import io.portcullis.host.server.PluginView;
import io.portcullis.signals.agent.ForeignFailure;
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
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
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
    private final FormerVersions history;
    private final long startMillisMax;
    private final PluginThreads threads = new PluginThreads();
    private final LoaderWatch loaders = new LoaderWatch();
    private final PluginMeters meters = new PluginMeters(threads, loaders);
    private final Map<String, Deployment> deployed = new ConcurrentSkipListMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final AtomicLong installs = new AtomicLong();

    PluginDeployer(BundleContext context, PluginRegistry registry, FormerVersions history, long startMillisMax) {
        this.context = context;
        this.registry = registry;
        this.history = history;
        this.startMillisMax = startMillisMax;
    }

    Collection<Deployment> all() {
        return List.copyOf(deployed.values());
    }

    Optional<Deployment> find(String name) {
        return Optional.ofNullable(deployed.get(name));
    }

    /** All plugins as people see them. */
    List<PluginView> views() {
        return all().stream()
                .map(deployment -> deployment
                        .view()
                        .holding(loaders.heldVersions(deployment.jar().name())))
                .toList();
    }

    LoaderWatch loaders() {
        return loaders;
    }

    PluginMeters meters() {
        return meters;
    }

    /**
     * Starts a plugin beside its former version, which goes when the new one is up and stays when it is not. A file that failed
     * before, after it had started, is not tried again.
     *
     * @return done at the latest after the time limit, and when those who use the plugin have taken it over; never exceptionally
     */
    CompletableFuture<PluginView> deploy(PluginJar jar, Path source) {
        return supervise(jar.name(), () -> {
            meters.of(jar.name());
            Optional<String> known = history.whyNot(jar);
            return known.isPresent() ? refuseAgain(jar, source, known.get()) : replace(jar, source);
        });
    }

    private PluginView replace(PluginJar jar, Path source) {
        Deployment former = deployed.get(jar.name());
        Deployment fresh = publish(start(jar, source));
        if (fresh.isActive()) {
            LOG.info("plugin {} {} is active ({})", jar.name(), jar.version(), jar.fileName());
            if (former != null) {
                meters.of(jar.name()).restarted();
                drop(former);
            }
            history.replaced(former != null && former.isActive() ? former.jar() : null, jar);
            deployed.put(jar.name(), fresh);
            return fresh.view();
        }
        LOG.warn("plugin {} {} is quarantined: {}", jar.name(), jar.version(), fresh.reason());
        deployed.put(jar.name(), keep(former, fresh));
        return fresh.view();
    }

    /** What there is after a version did not start, or those who were to use it could not. */
    private Deployment keep(Deployment former, Deployment fresh) {
        boolean worked = former != null && former.isActive();
        if (!worked) {
            drop(fresh);
            drop(former);
            return fresh.gone();
        }
        String note = fresh.label() + " was quarantined and this one goes on: " + fresh.reason();
        if (registry.isInUse(former.bundle())) {
            drop(fresh);
            return former.noting(note);
        }
        // the fresh one has taken its place already: what it was, its bytes bring back
        Deployment restored = goBack(fresh, former.jar(), former.source(), note);
        drop(former);
        return restored;
    }

    /** A plugin failed as often as it may while it was in use. */
    CompletableFuture<PluginView> failed(Bundle bundle, String reason) {
        String name = bundle.getSymbolicName();
        return supervise(name, () -> {
            Deployment present = deployed.get(name);
            if (present == null || present.bundle() != bundle) {
                return null;
            }
            LOG.error(
                    "plugin {} {} failed and is taken out: {}",
                    name,
                    present.jar().version(),
                    reason);
            history.failed(present.jar(), reason);
            Deployment kept = takeOut(present, reason);
            deployed.put(name, kept);
            return kept.view();
        });
    }

    private Deployment takeOut(Deployment present, String reason) {
        Optional<PluginJar> former = history.before(present.jar().name());
        if (former.isEmpty()) {
            drop(present);
            return present.failing(reason + "; there is no former version to go back to")
                    .gone();
        }
        return goBack(
                present,
                former.get(),
                present.source(),
                present.label() + " was taken out and this one is back: " + reason);
    }

    /** Puts a former version in the place of one that fails; what fails goes last, so that the place is never empty. */
    private Deployment goBack(Deployment failing, PluginJar former, Path source, String note) {
        meters.of(former.name()).restarted();
        Deployment restored = publish(start(former, source));
        if (restored.isActive()) {
            drop(failing);
            LOG.warn("plugin {} {} is back: {}", former.name(), former.version(), note);
            return restored.noting(note);
        }
        drop(restored);
        drop(failing);
        return failing.failing(
                        note + "; but version " + former.version() + " does not start any more: " + restored.reason())
                .gone();
    }

    /** After a restart there may be nothing yet but the file that failed and the version before it. */
    private PluginView refuseAgain(PluginJar jar, Path source, String why) {
        Deployment refused = Deployment.quarantined(jar, source, why);
        Deployment present = deployed.get(jar.name());
        Optional<PluginJar> former = history.before(jar.name());
        LOG.warn("plugin {} {} is quarantined: {}", jar.name(), jar.version(), why);
        if (present == null && former.isPresent()) {
            deployed.put(
                    jar.name(),
                    goBack(refused, former.get(), source, refused.label() + " is not taken, but this one: " + why));
        } else if (present == null || !present.isActive()) {
            deployed.put(jar.name(), refused);
        }
        return refused.view();
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
            if (former != null && former.bundle() != null) {
                registry.pause(former.bundle());
            }
            drop(former);
            between.run();
            if (former == null) {
                return null;
            }
            meters.of(name).restarted();
            Deployment fresh = publish(start(former.jar(), former.source()));
            if (!fresh.isActive()) {
                drop(fresh);
                fresh = fresh.gone();
                LOG.warn("plugin {} is quarantined under its new settings: {}", name, fresh.reason());
            }
            deployed.put(name, fresh);
            registry.endPause(name);
            return fresh.view();
        });
    }

    /** Takes a plugin out; nothing happens when there is none. */
    CompletableFuture<Boolean> remove(String name) {
        return supervise(name, () -> {
            Deployment former = deployed.remove(name);
            drop(former);
            history.forget(name);
            meters.remove(name);
            return former != null;
        });
    }

    private <T> CompletableFuture<T> supervise(String name, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.start(name, "plugin-deploy", () -> {
            try {
                synchronized (locks.computeIfAbsent(name, any -> new Object())) {
                    result.complete(work.get());
                }
            } catch (RuntimeException e) {
                LOG.error("plugin {}: the deployer itself failed", name, e);
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private Deployment start(PluginJar jar, Path source) {
        Bundle bundle;
        try {
            String location = "plugin:" + jar.name() + "#" + installs.incrementAndGet();
            bundle = context.installBundle(location, new ByteArrayInputStream(jar.content()));
        } catch (BundleException e) {
            return Deployment.quarantined(jar, source, "it cannot be installed: " + reason(e));
        }
        List<String> problems = startOnItsThread(jar.name(), bundle);
        return problems.isEmpty()
                ? new Deployment(jar, source, bundle, PluginView.State.ACTIVE, "")
                : new Deployment(jar, source, bundle, PluginView.State.QUARANTINED, String.join("; ", problems));
    }

    /** Whoever uses the plugin's services takes them over, or says why not. */
    private Deployment publish(Deployment fresh) {
        if (!fresh.isActive()) {
            return fresh;
        }
        List<String> objections = registry.publish(fresh.bundle());
        return objections.isEmpty() ? fresh : fresh.failing(String.join("; ", objections));
    }

    private List<String> startOnItsThread(String name, Bundle bundle) {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        Thread thread = threads.start(name, "plugin", () -> done.complete(startNow(bundle)));
        try {
            thread.join(startMillisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            // A sleeping activation wakes up; a busy loop goes on burning its thread, and only that.
            thread.interrupt();
            return List.of("it did not start within " + startMillisMax
                    + " ms; if it does not hang but the machine is busy, raise plugins.start.millis in etc/server.cfg");
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
        } catch (Throwable e) {
            problems.add("it threw " + ForeignFailure.describe(e));
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
        String name = deployment.jar().name();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        List<Thread> left = new ArrayList<>(threads.alive(name));
        left.remove(Thread.currentThread());
        Thread stopper = threads.start(name, "plugin-drop", () -> uninstall(bundle));
        left.add(stopper);
        try {
            stopper.join(startMillisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registry.forget(bundle);
        loaders.dropped(name, deployment.jar().version().toString(), loader, left);
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
        String message = root instanceof BundleException ? root.getMessage() : ForeignFailure.describe(root);
        return message == null ? root.toString() : message.lines().findFirst().orElse("");
    }
}
