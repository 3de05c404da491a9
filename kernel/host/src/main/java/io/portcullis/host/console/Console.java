package io.portcullis.host.console;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import io.portcullis.host.metrics.MetricObjectNames;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the MBeans of a running server and takes them away again. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String DOMAIN = "io.portcullis";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();
    private final JmxReporter metrics;

    private Console(ServerApi api, PluginAdmin plugins, MetricRegistry registry) {
        metrics = JmxReporter.forRegistry(registry)
                .registerWith(beans)
                .inDomain(DOMAIN + ".metrics")
                .createsObjectNamesWith(new MetricObjectNames())
                .convertDurationsTo(TimeUnit.SECONDS)
                .build();
        register("Plugins", new PluginsBean(plugins));
        register("Rules", new RulesBean(api));
        register("Routes", new RoutesBean(api));
        register("Gate", new GateBean(api));
        register("KillSwitch", new KillSwitchBean(api));
        register("Session", new SessionBean(api));
        metrics.start();
    }

    /** Makes a server visible to JMX in this process. */
    public static Console open(ServerApi api, PluginAdmin plugins, MetricRegistry registry) {
        return new Console(api, plugins, registry);
    }

    private void register(String type, Object bean) {
        try {
            ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
            beans.registerMBean(bean, name);
            names.add(name);
        } catch (JMException e) {
            close();
            throw new IllegalStateException(
                    "the MBean " + type + " cannot be registered; is a second server in this process?", e);
        }
    }

    @Override
    public void close() {
        metrics.close();
        for (ObjectName name : names) {
            try {
                beans.unregisterMBean(name);
            } catch (JMException e) {
                LOG.warn("the MBean {} could not be taken away: {}", name, e.getMessage());
            }
        }
        names.clear();
    }
}
