package io.portcullis.host.console;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import io.portcullis.host.access.Permission;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.metrics.MetricObjectNames;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final String METRICS = DOMAIN + ".metrics";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Map<ObjectName, GuardedBean> own = new ConcurrentHashMap<>();
    private final AuditTrail audit;
    private final JmxReporter metrics;

    private Console(ServerApi api, PluginAdmin plugins, MetricRegistry registry, AuditTrail audit) {
        this.audit = audit;
        metrics = JmxReporter.forRegistry(registry)
                .registerWith(beans)
                .inDomain(METRICS)
                .createsObjectNamesWith(new MetricObjectNames())
                .convertDurationsTo(TimeUnit.SECONDS)
                .build();
        register("Plugins", new PluginsBean(plugins), PluginsMXBean.class);
        register("Agents", new AgentsBean(api), AgentsMXBean.class);
        register("Rules", new RulesBean(api), RulesMXBean.class);
        register("Requests", new RequestsBean(api), RequestsMXBean.class);
        register("Routes", new RoutesBean(api), RoutesMXBean.class);
        register("Gate", new GateBean(api), GateMXBean.class);
        register("KillSwitch", new KillSwitchBean(api), KillSwitchMXBean.class);
        register("Session", new SessionBean(api), SessionMXBean.class);
        metrics.start();
    }

    /** Makes a server visible to JMX in this process. */
    public static Console open(ServerApi api, PluginAdmin plugins, MetricRegistry registry, AuditTrail audit) {
        return new Console(api, plugins, registry, audit);
    }

    private <T> void register(String type, T bean, Class<T> face) {
        try {
            ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
            GuardedBean guarded = new GuardedBean(type, bean, face, audit);
            beans.registerMBean(guarded, name);
            own.put(name, guarded);
        } catch (JMException e) {
            close();
            throw new IllegalStateException(
                    "the MBean " + type + " cannot be registered; is a second server in this process?", e);
        }
    }

    /** Whether it may be seen from outside: what was registered here, and the metrics. Whatever else is in the JVM may not. */
    public boolean shows(ObjectName name) {
        return own.containsKey(name) || name.getDomain().equals(METRICS);
    }

    /** What an operation takes; empty for one that nobody may call. */
    public Optional<Permission> needs(ObjectName name, String operation) {
        return Optional.ofNullable(own.get(name)).flatMap(bean -> bean.needs(operation));
    }

    /** How many arguments an operation has that somebody may call. */
    public int arguments(ObjectName name, String operation) {
        return Optional.ofNullable(own.get(name))
                .map(bean -> bean.arguments(operation))
                .orElse(0);
    }

    @Override
    public void close() {
        metrics.close();
        for (ObjectName name : own.keySet()) {
            try {
                beans.unregisterMBean(name);
            } catch (JMException e) {
                LOG.warn("the MBean {} could not be taken away: {}", name, e.getMessage());
            }
        }
        own.clear();
    }
}
