package io.portcullis.host.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.ScriptedServer;
import io.portcullis.model.gate.Scope;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    private Path folder;

    @Test
    void shouldShowEveryConcernAndTakeItAwayAgain() throws Exception {
        ScriptedServer server = new ScriptedServer();
        MetricRegistry metrics = new MetricRegistry();
        metrics.counter("gate.denied").inc(3);
        try (AuditTrail audit = AuditTrail.open(new Home(folder, folder), Clock.systemUTC());
                Console console = Console.open(server, server, metrics, audit)) {
            for (String type : new String[] {"Plugins", "Agents", "Rules", "Routes", "Gate", "KillSwitch", "Session"}) {
                readAll(new ObjectName("io.portcullis:type=" + type));
            }
            var kill =
                    JMX.newMXBeanProxy(beans, new ObjectName("io.portcullis:type=KillSwitch"), KillSwitchMXBean.class);
            assertThat(kill.kill("venue:simulated", "drill")).containsEntry("unresolved", "1");
            assertThat(server.asked).containsExactly(Scope.parse("venue:simulated"));
            assertThat(server.by).containsExactly("in-process");
            assertThatThrownBy(() -> kill.resume("venue:simulated", "over"))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("POST /jolokia");
            assertThat(server.asked).hasSize(1);
            showAgents(new ObjectName("io.portcullis:type=Agents"));
            showRoutes(new ObjectName("io.portcullis:type=Routes"), server);
            assertThat(beans.getAttribute(
                            new ObjectName("io.portcullis.metrics:name=gate.denied,type=counters"), "Count"))
                    .isEqualTo(3L);
            assertThat(console).isNotNull();
        }
        assertThat(beans.queryNames(new ObjectName("io.portcullis*:*"), null)).isEmpty();
    }

    private void showAgents(ObjectName name) throws Exception {
        TabularData rows = (TabularData) beans.getAttribute(name, "Agents");
        CompositeData good = (CompositeData) rows.get(new Object[] {"good"}).get("value");
        assertThat(good.get("signals")).isEqualTo(400L);
        assertThat(good.get("abstentions")).isEqualTo(100L);
        assertThat(good.get("errors")).isEqualTo(1L);
        assertThat(good.get("p99Millis")).isEqualTo(0.9);
        assertThat(good.get("hitRate")).isEqualTo(0.6);
        assertThat(good.get("expectancyBps")).isEqualTo(-2.5);
        assertThat((double[][]) good.get("calibration"))
                .isDeepEqualTo(new double[][] {{0.55, 0.55, 300}, {0.7, 0.75, 100}});
        assertThat((double[][]) good.get("riskCoverage")).isDeepEqualTo(new double[][] {{0.25, 0.75}, {1, 0.6}});
        CompositeData silent = (CompositeData) rows.get(new Object[] {"silent"}).get("value");
        assertThat(silent.get("closed")).isEqualTo(0L);
        assertThat(silent.get("hitRate")).isEqualTo(Double.NaN);
    }

    private void showRoutes(ObjectName name, ScriptedServer server) throws Exception {
        TabularData rows = (TabularData) beans.getAttribute(name, "Routes");
        CompositeData broken =
                (CompositeData) rows.get(new Object[] {"b-to-c.camel.yaml"}).get("value");
        assertThat(broken.get("state")).isEqualTo("BROKEN");
        assertThat(broken.get("reason")).isEqualTo("b-to-c.camel.yaml:4: odd");
        assertThat(broken.get("running")).isEqualTo(true);
        assertThat(broken.get("completed")).isEqualTo(2L);
        assertThat(broken.get("failed")).isEqualTo(1L);
        assertThat(beans.getAttribute(name, "Broken")).isEqualTo(1);
        assertThat(beans.getAttribute(name, "Problem")).isEqualTo("");

        server.brokenRoute = false;
        server.routesProblem = "the route folder is gone";
        assertThat(beans.getAttribute(name, "Broken")).isEqualTo(0);
        assertThat(beans.getAttribute(name, "Problem")).isEqualTo("the route folder is gone");
    }

    private void readAll(ObjectName name) throws Exception {
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
            assertThat(beans.getAttribute(name, attribute.getName()))
                    .as(name + " " + attribute.getName())
                    .isNotNull();
        }
    }
}
