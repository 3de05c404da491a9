package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.config.Home;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.plugins.sample.ScriptedAgent;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.PluginView.State;
import io.portcullis.model.id.AgentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything bad at once, on the real framework, beside one plugin that is sound and goes on all the time. */
class HostilePluginTest {
    private static final Duration WAIT = Duration.ofSeconds(120);
    private static final int START_MILLIS_MAX = 4_000;

    @TempDir
    private Path folder;

    private final Metrics metrics = new Metrics(new MetricRegistry());
    private Home home;
    private PluginSystem system;
    private AskedAgents agents;

    @BeforeEach
    void create() throws IOException {
        System.clearProperty(ScriptedAgent.RELEASE);
        home = PluginHome.create(folder);
    }

    private void start() {
        system = PluginSystem.start(home, PluginHome.settings(START_MILLIS_MAX, 2));
        system.measureIn(metrics);
        agents = new AskedAgents(system, 2);
    }

    @AfterEach
    void stop() {
        System.setProperty(ScriptedAgent.RELEASE, "true");
        agents.close();
        system.close();
    }

    @Test
    void shouldQuarantineEachPluginThatDoesNotStartWithItsReason() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("activate-throw", "broken on purpose in activate");
        reasons.put("activate-error", "NoClassDefFoundError: org/example/Absent");
        reasons.put("activate-memory", "OutOfMemoryError: pretended in activate");
        reasons.put("activate-overflow", "StackOverflowError");
        reasons.put("activate-initialiser", "ExceptionInInitializerError");
        reasons.put("activate-sleep", "did not start within " + START_MILLIS_MAX + " ms");
        reasons.put("activate-spin", "did not start within " + START_MILLIS_MAX + " ms");
        reasons.put("activate-deadlock", "did not start within " + START_MILLIS_MAX + " ms");
        reasons.put("id-throw", "broken on purpose in id");
        reasons.put("id-wait", "did not start within " + START_MILLIS_MAX + " ms");
        reasons.put("inputs-throw", "broken on purpose in inputs");
        reasons.put("inputs-overflow", "StackOverflowError");
        reasons.put("features", "moon.phase");
        for (String mode : reasons.keySet()) {
            drop(PluginHome.agent(mode, "1.0.0", mode));
        }
        drop(PluginHome.agent("lacking", "1.0.0", "ok")
                .header("Import-Package", "io.portcullis.spi;version=\"[99,100)\""));
        reasons.put("lacking", "io.portcullis.spi");
        drop(PluginHome.agent("absent", "1.0.0", "ok")
                .header("Import-Package", "io.portcullis.spi,org.example.absent;version=\"[1,2)\""));
        drop(PluginHome.agent("value", "1.0.0", "ok").property("budget.millis", "200"));
        Files.writeString(home.etc().resolve("agent-value.cfg"), "budget.millis = soon\n");
        reasons.put("value", "NumberFormatException: For input string: \"soon\"");
        drop(PluginHome.agent("key", "1.0.0", "ok"));
        Files.writeString(home.etc().resolve("agent-key.cfg"), "mood = bad\n");
        reasons.put("key", "unknown keys [mood]");
        start();
        install(PluginHome.agent("good", "1.0.0", "ok"));
        drop(PluginHome.agent("twin", "1.0.0", "ok").property("agent.id", "good"));
        reasons.put("twin", "already there, from plugin agent-good");

        system.deployAll();

        reasons.forEach((mode, reason) -> {
            PluginView view = PluginHome.view(system, "agent-" + mode);
            assertThat(view.state()).as(mode).isEqualTo(State.QUARANTINED);
            assertThat(view.reason()).as(mode).contains(reason).doesNotContain("\n");
        });
        PluginView absent = PluginHome.view(system, "agent-absent.jar");
        assertThat(absent.state()).as("what no plugin ever sees").isEqualTo(State.REFUSED);
        assertThat(absent.reason()).contains("it imports org.example.absent");
        assertThat(agents.ask()).containsExactly("good");
        assertThat(system.plugins().agents())
                .extracting(agent -> agent.id().value())
                .containsExactly("good");
        assertThat(threads("agent-activate-spin"))
                .as("burns its thread, and says so")
                .isPositive();
    }

    @Test
    void shouldQuarantineEachPluginWhoseCallsFailAndAskTheSoundOneAllTheTime() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("call-throw", "broken on purpose in call");
        reasons.put("call-error", "NoClassDefFoundError: org/example/Absent");
        reasons.put("call-memory", "OutOfMemoryError: pretended in call");
        reasons.put("call-overflow", "StackOverflowError");
        reasons.put("call-initialiser", "NoClassDefFoundError");
        reasons.put("call-sleep", "");
        reasons.put("call-spin", "still hangs in an earlier call");
        reasons.put("call-deadlock", "still hangs in an earlier call");
        reasons.put("call-wait", "still hangs in an earlier call");
        reasons.put("nan", "probability must lie inside (0, 1), got NaN");
        reasons.put("flood", "floods: ");
        start();
        drop(PluginHome.agent("good", "1.0.0", "ok"));
        for (String mode : reasons.keySet()) {
            drop(PluginHome.agent(mode, "1.0.0", mode));
        }
        system.deployAll();
        assertThat(system.admin().list()).allMatch(view -> view.state() == State.ACTIVE);

        await().atMost(WAIT).until(() -> {
            assertThat(agents.ask()).contains("good");
            return system.admin().list().stream()
                            .filter(view -> view.state() == State.QUARANTINED)
                            .count()
                    == reasons.size();
        });

        reasons.forEach((mode, reason) -> {
            PluginView view = PluginHome.view(system, "agent-" + mode);
            assertThat(view.reason())
                    .as(mode)
                    .contains("2 failures in a row")
                    .contains(reason)
                    .contains("no former version to go back to")
                    .doesNotContain("\n");
            assertThat(PluginHome.figure(metrics, "failures_total", "agent-" + mode))
                    .as(mode)
                    .isEqualTo(2);
        });
        await().atMost(WAIT).untilAsserted(() -> assertThat(agents.status()).hasSize(1));
        assertThat(agents.ask()).containsExactly("good");
        assertThat(agents.quarantines).hasSize(2 * reasons.size());
        assertThat(threads("agent-call-wait")).isPositive();
        assertThat(threads("agent-call-throw")).isZero();
    }

    @Test
    void shouldTakeOutAndReplacePluginsThatWillNotStop() {
        start();
        install(PluginHome.agent("good", "1.0.0", "ok"));
        List<String> modes = List.of("deactivate-throw", "deactivate-error", "deactivate-wait", "deactivate-deadlock");
        for (String mode : modes) {
            install(PluginHome.agent(mode, "1.0.0", mode));
        }
        assertThat(agents.ask()).hasSize(1 + modes.size());

        for (String mode : modes) {
            long started = System.nanoTime();
            system.admin().remove("agent-" + mode);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            assertThat(seconds).as(mode).isLessThan(60);
            assertThat(agents.ask()).as(mode).contains("good").doesNotContain(mode);
            install(PluginHome.agent(mode, "1.1.0", "ok"));
            assertThat(agents.ask()).as(mode).contains(mode);
        }
        assertThat(system.admin().list()).hasSize(1 + modes.size());
    }

    @Test
    void shouldGoOnWithoutAMemoryThatCannotBeGivenOrTaken() {
        start();
        for (String mode : List.of("snapshot-throw", "snapshot-overflow")) {
            install(PluginHome.agent(mode, "1.0.0", mode));
            install(PluginHome.agent(mode, "1.1.0", "ok"));
            assertThat(agents.memoryOf(mode)).as(mode).isEqualTo("1.1.0;");
        }
        for (String mode : List.of("restore-throw", "restore-overflow")) {
            install(PluginHome.agent(mode, "1.0.0", "ok"));
            install(PluginHome.agent(mode, "1.1.0", mode));
            assertThat(agents.ask()).as(mode).contains(mode);
        }
        Set<String> told = Set.copyOf(agents.status().stream()
                .map(status -> status.agent() + ": " + status.lastFailure())
                .toList());
        assertThat(told)
                .anyMatch(line -> line.startsWith(AgentId.of("restore-throw") + ": ")
                        && line.contains("cannot read its memory and starts fresh")
                        && line.contains("broken on purpose in restore"));
    }

    private int threads(String plugin) {
        return (int) PluginHome.figure(metrics, "threads", plugin);
    }

    private void drop(TestJar jar) throws IOException {
        Files.write(home.addedPlugins().resolve(jar.name() + ".jar"), jar.bytes());
    }

    private void install(TestJar jar) {
        PluginView view = system.admin().install(PluginHome.upload(jar.name() + ".jar", jar.bytes()));
        assertThat(view.state()).as(view.reason()).isEqualTo(State.ACTIVE);
    }
}
