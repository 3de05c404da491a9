package io.portcullis.host.plugins;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OSGi framework that plugins live in, with Declarative Services and ConfigAdmin.
 *
 * <p>Those two are bundles, not on our class path, so that their API exists once; the few calls that we make on them are
 * reflective.
 */
final class PluginKernel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginKernel.class);
    private static final long STOP_MILLIS_MAX = 3_000;
    private static final String CONFIG_ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

    private final Framework framework;
    private final ServiceReference<?> configAdmin;

    private PluginKernel(Framework framework) {
        this.framework = framework;
        this.configAdmin = find(framework.getBundleContext(), CONFIG_ADMIN);
    }

    /**
     * Starts the framework and its system bundles; plugins come later.
     *
     * @throws ConfigException when a system bundle is missing or does not start
     */
    static PluginKernel start(Home home) {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", home.frameworkStorage().toString());
        settings.put("org.osgi.framework.storage.clean", "onFirstInit");
        settings.put("org.osgi.framework.system.packages.extra", SystemPackages.header());
        // Two versions of a plugin side by side for a moment: the new one is up before the old one goes.
        settings.put("org.osgi.framework.bsnversion", "multiple");
        // A component waits this long for another thread that is in its life cycle; the default of a minute is for
        // servers
        // that cannot replace a component.
        settings.put("ds.lock.timeout.milliseconds", "2000");
        settings.put("ds.stop.timeout.milliseconds", "2000");
        // AUDIT: it would write to standard output; what fails is asked for and reported by the deployer.
        settings.put("ds.loglevel", "0");
        try {
            Framework framework = new FrameworkFactory().newFramework(withLogger(settings));
            framework.start();
            installSystemBundles(home, framework.getBundleContext());
            return new PluginKernel(framework);
        } catch (BundleException | IOException e) {
            throw new ConfigException("the plugin framework does not start: " + e.getMessage(), e);
        }
    }

    /** The framework takes an object among its settings, which the standard signature does not foresee. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> withLogger(Map<String, String> settings) {
        ((Map) settings).put("felix.log.logger", new FelixLog());
        return settings;
    }

    private static void installSystemBundles(Home home, BundleContext context) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        if (Files.isDirectory(home.systemBundles())) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.systemBundles(), "*.jar")) {
                for (Path jar : jars) {
                    bundles.add(context.installBundle(jar.toUri().toString()));
                }
            }
        }
        if (bundles.isEmpty()) {
            throw new ConfigException(
                    "no system bundles in " + home.systemBundles() + ": the installation is not complete");
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    private static ServiceReference<?> find(BundleContext context, String service) {
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(service, null);
            if (references == null) {
                throw new ConfigException("the plugin framework has no " + service + ": lib/system is not complete");
            }
            return references[0];
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException("no filter, no syntax", e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Hands the settings of a pid to ConfigAdmin; null takes them away. */
    void configure(String pid, Map<String, String> settings) {
        try {
            Class<?> api = configAdmin.getBundle().loadClass(CONFIG_ADMIN);
            Class<?> configurationApi = configAdmin.getBundle().loadClass("org.osgi.service.cm.Configuration");
            Object admin = context().getService(configAdmin);
            Method get = api.getMethod("getConfiguration", String.class, String.class);
            // Location "?": the settings belong to whichever bundle reads the pid.
            Object configuration = get.invoke(admin, pid, "?");
            if (settings == null) {
                configurationApi.getMethod("delete").invoke(configuration);
            } else {
                Dictionary<String, Object> values = new Hashtable<>(settings);
                configurationApi.getMethod("update", Dictionary.class).invoke(configuration, values);
            }
        } catch (InvocationTargetException e) {
            throw new ConfigException(
                    "settings of " + pid + " are not taken: " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ConfigAdmin is not what the standard says", e);
        }
    }

    /** Stops the framework; a plugin that hangs is left behind on its daemon thread. */
    @Override
    public void close() {
        Thread stopper = new Thread(this::stop, "plugins-stop");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopper.isAlive()) {
            LOG.warn(
                    "the plugin framework did not stop within {} ms: a plugin hangs; going on without it",
                    STOP_MILLIS_MAX);
        }
    }

    private void stop() {
        try {
            framework.stop();
            framework.waitForStop(0);
        } catch (BundleException e) {
            LOG.warn("the plugin framework did not stop cleanly: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
