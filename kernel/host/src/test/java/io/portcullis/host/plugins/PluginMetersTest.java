package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.server.PluginView.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginMetersTest {
    @TempDir
    private Path folder;

    private final MetricRegistry metrics = new MetricRegistry();
    private PluginSystem system;
    private AskedAgents agents;

    @BeforeEach
    void start() throws IOException {
        system = PluginSystem.start(PluginHome.create(folder), PluginHome.settings(20_000, 2));
        agents = new AskedAgents(system, 2);
        system.measureIn(metrics);
    }

    @AfterEach
    void stop() {
        agents.close();
        system.close();
    }

    @Test
    void shouldCountEachPluginUnderItsNameAndForgetItWhenItGoes() {
        install("one", "1.0.0", "ok");
        install("two", "1.0.0", "flood");
        agents.ask();
        agents.ask();

        assertThat(count("agent-one.calls")).isEqualTo(2);
        assertThat(count("agent-one.signals")).isEqualTo(2);
        assertThat(count("agent-one.failures")).isZero();
        assertThat(metrics.getTimers().get("plugin.agent-one.time").getCount()).isEqualTo(2);
        assertThat((int) metrics.getGauges().get("plugin.agent-one.threads").getValue())
                .as("its own thread")
                .isPositive();
        assertThat(count("agent-two.failures")).isEqualTo(2);
        assertThat(count("agent-two.dropped")).isGreaterThan(300_000);

        install("one", "1.1.0", "ok");
        agents.ask();
        assertThat(count("agent-one.restarts")).isEqualTo(1);
        assertThat(count("agent-one.calls")).as("over all versions").isEqualTo(3);

        system.admin().remove("agent-one");
        assertThat(metrics.getNames()).noneMatch(name -> name.startsWith("plugin.agent-one."));
        assertThat(metrics.getNames()).anyMatch(name -> name.startsWith("plugin.agent-two."));
    }

    @Test
    void shouldKeepThePageReadableWhenTwoNamesDifferInAHyphenOnly() {
        assertThat(system.admin()
                        .install("x.jar", PluginHome.agent("x-y", "1.0.0", "ok").bytes())
                        .state())
                .isEqualTo(State.ACTIVE);
        install("x.y", "1.0.0", "ok");
        assertThat(metrics.getNames())
                .contains("plugin.agent-x-y.calls", "plugin.agent-x.y.2.calls")
                .doesNotContain("plugin.agent-x.y.calls");
    }

    private long count(String name) {
        return metrics.getCounters().get("plugin." + name).getCount();
    }

    private void install(String id, String version, String mode) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(system.admin()
                                .install(
                                        id + ".jar",
                                        PluginHome.agent(id, version, mode).bytes())
                                .state())
                        .isEqualTo(State.ACTIVE));
    }
}
