package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.metrics.Metrics;
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

    private final Metrics metrics = new Metrics(new MetricRegistry());
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

        assertThat(figure("calls_total", "agent-one")).isEqualTo(2);
        assertThat(figure("signals_total", "agent-one")).isEqualTo(2);
        assertThat(figure("failures_total", "agent-one")).isZero();
        assertThat(figure("seconds_total", "agent-one")).isPositive();
        assertThat(figure("threads", "agent-one")).as("its own thread").isPositive();
        assertThat(figure("failures_total", "agent-two")).isEqualTo(2);
        assertThat(figure("dropped_total", "agent-two")).isGreaterThan(300_000);

        install("one", "1.1.0", "ok");
        agents.ask();
        assertThat(figure("restarts_total", "agent-one")).isEqualTo(1);
        assertThat(figure("calls_total", "agent-one")).as("over all versions").isEqualTo(3);

        system.admin().remove("agent-one");
        metrics.refresh();
        assertThat(metrics.registry().getNames()).noneMatch(name -> name.endsWith("|agent-one"));
        assertThat(metrics.registry().getNames()).anyMatch(name -> name.endsWith("|agent-two"));
    }

    private double figure(String name, String plugin) {
        return PluginHome.figure(metrics, name, plugin);
    }

    private void install(String id, String version, String mode) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(system.admin()
                                .install(PluginHome.upload(
                                        id + ".jar",
                                        PluginHome.agent(id, version, mode).bytes()))
                                .state())
                        .isEqualTo(State.ACTIVE));
    }
}
