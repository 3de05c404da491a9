package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.plugins.sample.GoodAgent;
import io.portcullis.host.plugins.sample.HangingConnector;
import io.portcullis.host.plugins.sample.NosyAgent;
import io.portcullis.host.plugins.sample.ThrowingConnector;
import io.portcullis.host.server.PluginUpload;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.PluginView.State;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.id.AgentId;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real framework, with the same system bundles as the server's. */
class PluginSystemTest {
    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Home home;
    private PluginSystem system;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        home = new Home(folder.resolve("home"), folder.resolve("data"));
        Files.createDirectories(home.plugins());
        Files.createDirectories(home.addedPlugins());
        Files.createDirectories(home.etc());
        Files.createDirectories(home.systemBundles());
        try (var bundles = Files.newDirectoryStream(Path.of("target", "system-bundles"), "*.jar")) {
            for (Path bundle : bundles) {
                Files.copy(bundle, home.systemBundles().resolve(bundle.getFileName()));
            }
        }
        open();
    }

    private void open() {
        ServerSettings settings = new ServerSettings(
                0,
                ServerSettings.Profile.DEV,
                ServerSettings.Durability.PROCESS,
                1000,
                ServerSettings.Idle.ECONOMY,
                50,
                4000,
                3,
                3000,
                1500,
                1);
        system = PluginSystem.start(home, settings);
        system.plugins().listen(new PluginListener() {
            @Override
            public void agentAdded(Agent agent) {
                told.add("+" + agent.id());
            }

            @Override
            public void agentRemoved(AgentId id) {
                told.add("-" + id);
            }
        });
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void shouldDeployTheGoodOnesWhileOthersThrowHangOrLackAnImport() throws IOException {
        drop("good.jar", good("1.0.0"));
        drop(
                "throwing.jar",
                TestJar.component("connector-throwing", "1.0.0", ThrowingConnector.class, Connector.class));
        drop("hanging.jar", TestJar.component("connector-hanging", "1.0.0", HangingConnector.class, Connector.class));
        drop(
                "lacking.jar",
                TestJar.component("agent-lacking", "1.0.0", GoodAgent.class, Agent.class)
                        .header("Import-Package", "io.portcullis.spi;version=\"[99,100)\""));
        drop("nosy.jar", TestJar.component("agent-nosy", "1.0.0", NosyAgent.class, Agent.class));
        drop("empty.jar", new byte[0]);

        system.deployAll();

        assertThat(view("agent-good").state()).isEqualTo(State.ACTIVE);
        assertThat(view("agent-good").kinds()).containsExactly("agent");
        assertThat(system.plugins().agents())
                .extracting(agent -> agent.id().value())
                .containsExactly("good");
        assertQuarantined("connector-throwing", "no feed today");
        assertQuarantined("connector-hanging", "did not start within 4000 ms");
        assertQuarantined("agent-lacking", "io.portcullis.spi");
        assertQuarantined("agent-nosy", "AdminToken");
        assertThat(view("empty.jar").state()).isEqualTo(State.REFUSED);
        assertThat(system.plugins().connector("throwing")).isEmpty();
        assertThat(system.plugins().connector("hanging")).isEmpty();
        assertThat(told).containsExactly("+good");
    }

    @Test
    void shouldQuarantineABundleThatOffersNothingAndASecondOwnerOfAnIdentifier() throws IOException {
        drop("good.jar", good("1.0.0"));
        system.deployAll();
        drop(
                "none.jar",
                good("1.0.0").header("Bundle-SymbolicName", "agent-none").without("Service-Component"));
        drop("twin.jar", good("1.0.0").header("Bundle-SymbolicName", "agent-twin"));
        system.deployAll();

        assertQuarantined("agent-none", "offers no Agent");
        assertQuarantined("agent-twin", "already there, from plugin agent-good");
        assertThat(told).containsExactly("+good");
    }

    @Test
    void shouldReplaceAPluginBeforeTheFormerGoesAndKeepItWhenTheNewOneFails() {
        assertThat(install("a.jar", good("1.0.0").bytes()).state()).isEqualTo(State.ACTIVE);
        Agent former = system.plugins().agents().get(0);

        assertThat(install("b.jar", good("1.1.0").bytes()).version()).isEqualTo("1.1.0");

        assertThat(system.plugins().agents()).hasSize(1).doesNotContain(former);
        assertThat(told).containsExactly("+good", "+good");

        byte[] broken = TestJar.component("agent-good", "1.2.0", NosyAgent.class, Agent.class)
                .bytes();
        PluginView refused = install("c.jar", broken);

        assertThat(refused.state()).isEqualTo(State.QUARANTINED);
        assertThat(view("agent-good").version()).isEqualTo("1.1.0");
        assertThat(view("agent-good").reason()).contains("version 1.2.0").contains("goes on");
        assertThat(told).containsExactly("+good", "+good");
        assertThat(home.addedPlugins().toFile().list()).containsExactly("agent-good-1.1.0.jar");
    }

    @Test
    void shouldTakeADroppedFileOnlyWhenItIsWholeAndDropItWhenItIsGone() throws IOException {
        system.watch();
        byte[] whole = good("1.0.0").bytes();
        Path file = home.addedPlugins().resolve("good.jar");

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        await().atMost(WAIT)
                .until(() -> system.admin().list().stream().anyMatch(view -> view.state() == State.REFUSED));
        assertThat(view("good.jar").reason()).contains("not a complete jar");
        Files.write(file, whole);
        await().atMost(WAIT).until(() -> told.contains("+good"));
        assertThat(system.admin().list()).hasSize(1);

        Files.delete(file);
        await().atMost(WAIT).until(() -> told.contains("-good"));
        assertThat(system.admin().list()).isEmpty();
    }

    @Test
    void shouldRemoveAPluginOfTheInstallationForGoodAndLeaveItsFile() throws IOException {
        Path file = home.plugins().resolve("good.jar");
        Files.write(file, good("1.0.0").bytes());
        system.deployAll();

        system.admin().remove("agent-good");

        assertThat(told).containsExactly("+good", "-good");
        assertThat(file).exists();
        system.close();
        open();
        system.deployAll();
        assertThat(system.admin().list()).isEmpty();
        assertThatThrownBy(() -> system.admin().remove("agent-good"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("plugins list");
    }

    @Test
    void shouldStartAPluginAnewWhenItsSettingsChange() throws IOException {
        Path settings = home.etc().resolve("agent-good.cfg");
        Files.writeString(settings, "horizon.days = 5\n");
        system.watch();
        // Two files, so that the settings are there before the plugin is.
        install("good.jar", good("1.0.0").bytes());
        await().atMost(WAIT).until(() -> horizonDays() == 5);

        Files.writeString(settings, "horizon.days = 21\n");
        await().atMost(WAIT).until(() -> horizonDays() == 21);

        Files.writeString(settings, "horizon.days = soon\n");
        await().atMost(WAIT).until(() -> view("agent-good").state() == State.QUARANTINED);
        assertThat(view("agent-good").reason()).contains("NumberFormatException");

        Files.writeString(settings, "horizon.days = 63\n");
        await().atMost(WAIT).until(() -> horizonDays() == 63);
    }

    private int horizonDays() {
        List<Agent> agents = system.plugins().agents();
        return agents.isEmpty() ? 0 : agents.get(0).inputs().horizonDays();
    }

    private static TestJar good(String version) {
        return TestJar.component("agent-good", version, GoodAgent.class, Agent.class);
    }

    private PluginView install(String file, byte[] content) {
        return system.admin().install(new PluginUpload(file, content, null, false, "test"));
    }

    private void drop(String file, TestJar jar) throws IOException {
        drop(file, jar.bytes());
    }

    private void drop(String file, byte[] content) throws IOException {
        Files.write(home.addedPlugins().resolve(file), content);
    }

    private PluginView view(String name) {
        return system.admin().list().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(name + " is not in " + system.admin().list()));
    }

    private void assertQuarantined(String name, String why) {
        assertThat(view(name).state()).isEqualTo(State.QUARANTINED);
        assertThat(view(name).reason()).contains(why);
    }
}
