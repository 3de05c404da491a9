package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.config.Home;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.plugins.sample.ScriptedAgent;
import io.portcullis.host.server.PluginView.State;
import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What was taken out leaves the memory; what somebody holds is found, which is what shows that the watch can see at all. */
class LoaderWatchTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String NAME = "agent-one";

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Metrics metrics = new Metrics(new MetricRegistry());
    private Home home;
    private PluginSystem system;
    private AskedAgents agents;

    @BeforeEach
    void start() throws IOException {
        System.clearProperty(ScriptedAgent.RELEASE);
        home = PluginHome.create(folder);
        system = PluginSystem.start(home, PluginHome.settings(20_000, 2));
        system.measureIn(metrics);
        agents = new AskedAgents(system, 2);
        said.start();
        Logger watch = (Logger) LoggerFactory.getLogger(LoaderWatch.class);
        watch.setLevel(Level.INFO);
        watch.addAppender(said);
    }

    @AfterEach
    void stop() {
        System.setProperty(ScriptedAgent.RELEASE, "true");
        ((Logger) LoggerFactory.getLogger(LoaderWatch.class)).detachAppender(said);
        agents.close();
        system.close();
    }

    @Test
    void shouldFindThatReplacedRestartedFailedAndRemovedVersionsAreCollected() throws IOException {
        install("1.0.0", "ok");
        agents.ask();
        install("1.1.0", "ok");
        install("1.2.0", "features");
        install("1.3.0", "activate-throw");
        install("1.4.0", "call-throw");
        agents.ask();
        agents.ask();
        await().atMost(WAIT).until(() -> PluginHome.view(system, NAME).version().equals("1.1.0"));
        Files.writeString(home.etc().resolve("agent-one.cfg"), "agent.id = two\n");
        system.watch();
        await().atMost(WAIT).until(() -> agents.ask().contains("two"));
        system.admin().remove(NAME);

        collectUntil(() -> system.loaders().waiting() == 0);

        // 1.0.0, 1.2.0 and what it displaced, 1.3.0, 1.4.0, what came back for it, the restarted one
        assertThat(system.loaders().collected()).isGreaterThanOrEqualTo(7);
        assertThat(system.admin().loadersHeld()).isZero();
        assertThat(said.list).isEmpty();
    }

    @Test
    void shouldReportAVersionThatSomebodyHolds() {
        install("1.0.0", "ok");
        List<Agent> held = new ArrayList<>(system.plugins().agents());
        install("1.1.0", "ok");

        collectUntil(() -> system.admin().loadersHeld() == 1);

        assertThat(PluginHome.view(system, NAME).loadersHeld()).isEqualTo(1);
        assertThat(PluginHome.view(system, NAME).reason())
                .isEqualTo("class loaders of former versions are still held: 1.0.0");
        assertThat(PluginHome.figure(metrics, "loaders_held", NAME)).isEqualTo(1);
        assertThat(said.list).hasSize(1);
        assertThat(said.list.get(0).getFormattedMessage())
                .startsWith("plugin agent-one 1.0.0 was taken out")
                .contains("its class loader is still held after 3 collections");

        held.clear();
        collectUntil(() -> system.loaders().waiting() == 0);
        assertThat(system.admin().loadersHeld()).isZero();
        // others of this process may speak as well
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(List.copyOf(said.list))
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .anyMatch(text -> text.contains("agent-one 1.0.0") && text.contains("is collected after all")));
    }

    @Test
    void shouldNameTheThreadsThatHoldAVersion() {
        install("1.0.0", "call-wait");
        agents.ask();
        install("1.1.0", "ok");

        collectUntil(() -> system.admin().loadersHeld() == 1);

        assertThat(said.list.get(0).getFormattedMessage())
                .contains("of its threads there still run")
                .contains("agent-ScriptedAgent");
        assertThat(agents.ask()).containsExactly("one");
        System.setProperty(ScriptedAgent.RELEASE, "true");
        collectUntil(() -> system.loaders().waiting() == 0);
    }

    private void install(String version, String mode) {
        State state = system.admin()
                .install(PluginHome.upload(
                        "one-" + version + ".jar",
                        PluginHome.agent("one", version, mode).bytes()))
                .state();
        boolean starts = !mode.equals("features") && !mode.equals("activate-throw");
        assertThat(state).isEqualTo(starts ? State.ACTIVE : State.QUARANTINED);
    }

    private void collectUntil(Callable<Boolean> condition) {
        await().atMost(WAIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            System.gc();
            system.loaders().look();
            return condition.call();
        });
    }
}
