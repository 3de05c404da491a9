package io.portcullis.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.EngineSettings;
import io.portcullis.host.config.ServerSettings.Durability;
import io.portcullis.host.config.ServerSettings.Idle;
import io.portcullis.host.config.ServerSettings.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final ServerSettings SERVER_DEFAULTS = new ServerSettings(
            8765, Profile.PROD, Durability.PROCESS, 100, Idle.ECONOMY, 250, 10_000, 3, 3000, 1500, 256);
    private static final SafetySettings SAFETY_DEFAULTS =
            new SafetySettings(1_000_000, 5_000_000, 4.0, 1_000, 10_000, 300, 300, 0);

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void locate() throws IOException {
        home = new Home(folder, folder.resolve("data"));
        Files.createDirectories(home.etc());
    }

    @Test
    void shouldHaveDefaultsWithoutAFile() {
        assertThat(ServerSettings.read(home, null)).isEqualTo(SERVER_DEFAULTS);
        assertThat(SafetySettings.read(home)).isEqualTo(SAFETY_DEFAULTS);
    }

    @Test
    void shouldShipFilesThatSayWhatTheDefaultsAre() {
        Home shipped = new Home(Path.of("..", ".."), folder.resolve("data"));

        assertThat(shipped.etc().resolve("server.cfg")).exists();
        assertThat(ServerSettings.read(shipped, null)).isEqualTo(SERVER_DEFAULTS);
        assertThat(SafetySettings.read(shipped)).isEqualTo(SAFETY_DEFAULTS);
        assertThat(GateSettings.read(shipped)).isEqualTo(GateSettings.read(home));
    }

    @Test
    void shouldShipEngineSettingsThatTheEngineKnows() {
        Home shipped = new Home(Path.of("..", ".."), folder.resolve("data"));

        var values = EngineFile.read(shipped);

        assertThat(new EngineSettings(values).account()).hasToString("main");
        assertThat(values).containsEntry("safety.gross.max", "4.0").containsKey("fees");
    }

    @Test
    void shouldNameTheLineOfAnUnknownEngineKey() throws IOException {
        write("engine.cfg", "account = main\n\nacount = other\n");

        assertThatThrownBy(() -> EngineFile.read(home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("engine.cfg:3: ")
                .hasMessageContaining("acount");
    }

    @Test
    void shouldMapEveryKeyOfTheServer() throws IOException {
        write("server.cfg", """
                http.port = 0
                profile = dev
                log.durability = power
                watchdog.millis = 7
                watchdog.dev.millis = 8
                idle = latency
                plugins.poll.millis = 60
                plugins.start.millis = 900
                plugins.failures.max = 5
                order.age.max.millis = 500
                stall.millis = 700
                disk.reserve.megabytes = 33
                """);

        assertThat(ServerSettings.read(home, null))
                .isEqualTo(new ServerSettings(
                        0, Profile.DEV, Durability.POWER, 8, Idle.LATENCY, 60, 900, 5, 500, 700, 33));
        assertThat(ServerSettings.read(home, Profile.PROD).watchdogMillis()).isEqualTo(7);
    }

    @Test
    void shouldMapEveryKeyOfTheGate() throws IOException {
        assertThat(GateSettings.read(home)).isEqualTo(new GateSettings(true, 100, ""));
        write("gate.cfg", "judge = drools\ncompare.every = 7\nheadroom.webhook = http://127.0.0.1:9/hook\n");
        assertThat(GateSettings.read(home)).isEqualTo(new GateSettings(false, 7, "http://127.0.0.1:9/hook"));
    }

    @Test
    void shouldMapEveryKeyOfSafety() throws IOException {
        write("safety.cfg", """
                order.quantity.max=1
                order.notional.max=2
                gross.max=0.5
                orders.per.second.max=4
                exits.per.second.max=5
                venue.loss.seconds=6
                agent.loss.seconds=7
                market.loss.seconds=8
                """);

        assertThat(SafetySettings.read(home)).isEqualTo(new SafetySettings(1, 2, 0.5, 4, 5, 6, 7, 8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.port = 65536          | a whole number from 0 to 65535
            http.port = 80 81          | a whole number from 0 to 65535
            http.port = 1e3            | a whole number from 0 to 65535
            profile = test             | one of dev, prod
            log.durability =           | one of process, power
            watchdog.millis = 0        | from 1 to 60000
            htp.port = 1               | unknown key htp.port; known are http.port
            http.port = 1\\u00zz       | encoding
            """)
    void shouldRefuseAWrongLineNamingFileAndLine(String line, String why) throws IOException {
        write("server.cfg", "# first\n\n" + line + "\n");

        assertThatThrownBy(() -> ServerSettings.read(home, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("server.cfg:3: ")
                .hasMessageContaining(why);
    }

    @Test
    void shouldRefuseNumbersThatAreNone() throws IOException {
        for (String value : List.of("NaN", "Infinity", "-1", "x")) {
            write("safety.cfg", "gross.max = " + value + "\n");
            assertThatThrownBy(() -> SafetySettings.read(home)).hasMessageContaining("safety.cfg:1: gross.max");
        }
    }

    @Test
    void shouldRefuseAKeyThatStandsTwiceAndSayWhere() throws IOException {
        write("server.cfg", "profile = dev\nhttp.port = \\\n  0\nprofile = prod\n");

        assertThatThrownBy(() -> ServerSettings.read(home, null))
                .hasMessageContaining("server.cfg:4: profile stands already in line 1");
    }

    @Test
    void shouldNeverMakeGettingOutHarderThanGettingIn() throws IOException {
        write("safety.cfg", "orders.per.second.max = 20\nexits.per.second.max = 10\n");

        assertThatThrownBy(() -> SafetySettings.read(home)).hasMessageContaining("exits.per.second.max");
    }

    @Test
    void shouldMaskSecrets() {
        List<SettingKey> keys = List.of(
                SettingKey.text("feed.password", "canary-1", ".*", "any"),
                SettingKey.text("api.key", "canary-2", ".*", "any"),
                SettingKey.text("keyboard", "qwerty", ".*", "any"));

        assertThat(Settings.read(folder.resolve("x.cfg"), keys).toString())
                .contains("feed.password=***", "keyboard=qwerty")
                .doesNotContain("canary");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.etc().resolve(file), text);
    }
}
