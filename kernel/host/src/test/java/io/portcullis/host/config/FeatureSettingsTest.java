package io.portcullis.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.signals.feature.RedisAccess;
import io.portcullis.signals.feature.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureSettingsTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void makeFolders() throws IOException {
        home = new Home(folder, folder.resolve("data"));
        Files.createDirectories(home.etc());
    }

    private FeatureSettings read(String text) throws IOException {
        Files.writeString(home.etc().resolve("features.cfg"), text);
        return FeatureSettings.read(home);
    }

    @Test
    void shouldKeepFeaturesInMemoryWithoutAWord() {
        FeatureSettings settings = FeatureSettings.read(home);
        assertThat(settings.redis()).isEmpty();
        assertThat(settings.recording()).isFalse();
        assertThat(settings.retention())
                .isEqualTo(new Retention(
                        128, Duration.ofMinutes(2).toNanos(), Duration.ofDays(4).toNanos()));
    }

    @Test
    void shouldShipAFileThatSaysWhatTheDefaultsAre() throws IOException {
        Home shipped = new Home(Path.of("..", ".."), home.data());
        assertThat(shipped.etc().resolve("features.cfg")).exists();
        assertThat(FeatureSettings.read(shipped)).isEqualTo(FeatureSettings.read(home));
        String file = Files.readString(shipped.etc().resolve("features.cfg"));
        assertThat(read(file.replace("store = memory", "store = redis"))).isEqualTo(read("store = redis"));
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        Path password = Files.writeString(folder.resolve("redis.password"), "hush\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        FeatureSettings settings = read("store = redis\nversions = 9\nstale.after.seconds = 3\nttl.hours = 25\n"
                + "host = cache.example\nport = 7000\nuser = reader\npassword.file = redis.password\n"
                + "tls = auto\ntls.ca.file = etc/ca.pem\ntimeout.millis = 90\nrecording = on\n");
        assertThat(settings.redis().orElseThrow())
                .as("encrypted, because it is another machine")
                .isEqualTo(new RedisAccess(
                        "cache.example",
                        7000,
                        "reader",
                        "hush",
                        true,
                        home.root().resolve("etc/ca.pem"),
                        Duration.ofMillis(90)));
        assertThat(settings.retention())
                .isEqualTo(new Retention(
                        9, Duration.ofSeconds(3).toNanos(), Duration.ofHours(25).toNanos()));
        assertThat(settings.recording()).isTrue();
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void shouldEncryptToThisMachineOnlyWhenToldTo() throws IOException {
        assertThat(read("store = redis").redis().orElseThrow().encrypted()).isFalse();
        assertThat(read("store = redis\nhost = localhost").redis().orElseThrow().encrypted())
                .isFalse();
        assertThat(read("store = redis\ntls = verify-full")
                        .redis()
                        .orElseThrow()
                        .encrypted())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowAndAPasswordInTheOpen() {
        assertThatThrownBy(() -> read("store = kafka"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("features.cfg:1: ");
        assertThatThrownBy(() -> read("\nstor = memory")).hasMessageContaining("features.cfg:2: unknown key stor");
        assertThatThrownBy(() -> read("password = hush"))
                .hasMessageContaining("must not stand in this file")
                .hasMessageNotContaining("hush");
    }
}
