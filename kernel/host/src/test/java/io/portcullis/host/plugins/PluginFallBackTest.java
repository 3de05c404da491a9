package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.host.config.Home;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.PluginView.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that starts and then fails: the one before it comes back by itself, and the bad file is not tried again. */
class PluginFallBackTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String NAME = "agent-one";

    @TempDir
    private Path folder;

    private Home home;
    private PluginSystem system;
    private AskedAgents floor;

    @BeforeEach
    void start() throws IOException {
        home = PluginHome.create(folder);
        open();
    }

    private void open() {
        system = PluginSystem.start(home, PluginHome.settings(20_000, 2));
        floor = new AskedAgents(system, 2);
    }

    @AfterEach
    void stop() {
        floor.close();
        system.close();
    }

    @Test
    void shouldPutTheFormerVersionBackWithItsMemoryWhenTheNewOneFailsTooOften() {
        assertThat(install("1.0.0", "ok")).isEqualTo(State.ACTIVE);
        assertThat(floor.ask()).containsExactly("one");
        assertThat(install("1.1.0", "call-throw")).isEqualTo(State.ACTIVE);

        failUntilBack("1.0.0");

        assertThat(view().version()).isEqualTo("1.0.0");
        assertThat(view().reason())
                .contains("version 1.1.0 (one-1.1.0.jar) was taken out and this one is back")
                .contains("2 failures in a row")
                .contains("broken on purpose in call");
        assertThat(floor.memoryOf("one"))
                .as("the memory from before the version that failed")
                .isEqualTo("1.0.0;1.0.0;");
        assertThat(floor.quarantines).hasSize(2);
        assertThat(floor.quarantines.poll()).startsWith("one out: 2 failures in a row");
        assertThat(floor.quarantines.poll()).isEqualTo("one back: another version takes its place");
    }

    @Test
    void shouldNotTryTheBadFileAgainUntilAnotherOneComes() {
        install("1.0.0", "ok");
        install("1.1.0", "call-throw");
        failUntilBack("1.0.0");

        PluginView again = system.admin()
                .install(PluginHome.upload(
                        "copy.jar",
                        PluginHome.agent("one", "1.1.0", "call-throw").bytes()));

        assertThat(again.state()).isEqualTo(State.QUARANTINED);
        assertThat(again.reason()).contains("this very file failed before").contains("broken on purpose");
        assertThat(view().version()).isEqualTo("1.0.0");
        assertThat(floor.ask()).containsExactly("one");

        assertThat(install("1.2.0", "ok")).isEqualTo(State.ACTIVE);
        assertThat(view().reason()).isEmpty();
        assertThat(install("1.1.0", "call-throw"))
                .as("another file came, so it may be tried")
                .isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldRememberAcrossARestartWhichFileFailedAndWhatWorkedBefore() throws IOException {
        install("1.0.0", "ok");
        install("1.1.0", "call-throw");
        failUntilBack("1.0.0");
        floor.close();
        system.close();
        assertThat(home.addedPlugins().resolve("agent-one-1.1.0.jar")).exists();

        open();
        system.deployAll();

        assertThat(view().version()).isEqualTo("1.0.0");
        assertThat(view().state()).isEqualTo(State.ACTIVE);
        assertThat(view().reason()).contains("1.1.0").contains("is not taken, but this one");
        assertThat(floor.ask()).containsExactly("one");

        system.admin().remove(NAME);
        assertThat(home.addedPlugins().resolve("former").toFile().list()).isEmpty();
    }

    @Test
    void shouldTakeOutAVersionThatHasNoneBeforeIt() {
        install("1.0.0", "call-throw");
        await().atMost(WAIT).until(() -> {
            floor.ask();
            return view().state() == State.QUARANTINED;
        });
        assertThat(view().reason()).contains("2 failures in a row").contains("no former version to go back to");
        assertThat(system.plugins().agents()).isEmpty();
        await().atMost(WAIT).untilAsserted(() -> assertThat(floor.status()).isEmpty());
    }

    @Test
    void shouldPutTheFormerVersionBackWhenNobodyCanUseTheNewOne() {
        install("1.0.0", "ok");

        PluginView refused = system.admin()
                .install(PluginHome.upload(
                        "odd.jar", PluginHome.agent("one", "1.1.0", "features").bytes()));

        assertThat(refused.state()).isEqualTo(State.QUARANTINED);
        assertThat(refused.reason()).contains("moon.phase").contains("momentum.252.21");
        assertThat(view().version()).isEqualTo("1.0.0");
        assertThat(view().reason()).contains("version 1.1.0 (odd.jar) was quarantined and this one goes on");
        assertThat(floor.ask()).containsExactly("one");
        assertThat(floor.versionOf("one")).contains("1.0.0");
        assertThat(floor.memoryOf("one")).isEqualTo("1.0.0;1.0.0;");
    }

    @Test
    void shouldHandTheMemoryOnFromVersionToVersion() {
        install("1.0.0", "ok");
        install("1.1.0", "ok");
        install("1.2.0", "ok");
        assertThat(floor.memoryOf("one")).isEqualTo("1.0.0;1.1.0;1.2.0;");
    }

    @Test
    void shouldQuarantineAPluginWhoseSettingsHaveAKeyThatItDoesNotKnow() throws IOException {
        Files.writeString(home.etc().resolve("agent-one.cfg"), "budget.milis = 5\nagent.id = two\n");
        system.watch();
        await().atMost(WAIT).until(() -> {
            State state = install("1.0.0", "ok");
            return state == State.QUARANTINED;
        });
        assertThat(view().reason())
                .isEqualTo("etc/agent-one.cfg has unknown keys [budget.milis]; known are [agent.id, mode, version]");

        Files.writeString(home.etc().resolve("agent-one.cfg"), "agent.id = two\n");
        await().atMost(WAIT).until(() -> floor.ask().contains("two"));
    }

    private State install(String version, String mode) {
        return system.admin()
                .install(PluginHome.upload(
                        "one-" + version + ".jar",
                        PluginHome.agent("one", version, mode).bytes()))
                .state();
    }

    private void failUntilBack(String version) {
        await().atMost(WAIT).until(() -> {
            floor.ask();
            return floor.versionOf("one").equals(java.util.Optional.of(version));
        });
    }

    private PluginView view() {
        return PluginHome.view(system, NAME);
    }
}
