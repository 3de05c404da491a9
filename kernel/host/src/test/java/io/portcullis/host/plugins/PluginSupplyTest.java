package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.plugins.code.ForgedClass;
import io.portcullis.host.plugins.sample.GoodAgent;
import io.portcullis.host.plugins.sample.NosyAgent;
import io.portcullis.host.plugins.signing.SigningKey;
import io.portcullis.host.server.PluginUpload;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.PluginView.State;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in and who does not, on a real framework. Whatever is refused here must not have been asked one question. */
class PluginSupplyTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 50;

    @TempDir
    private Path folder;

    private Home home;
    private PluginSystem system;
    private final SigningKey key = SigningKey.generate();

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(folder.resolve("home"), folder.resolve("data"));
        for (Path needed : List.of(home.plugins(), home.addedPlugins(), home.trust(), home.systemBundles())) {
            Files.createDirectories(needed);
            Files.setPosixFilePermissions(needed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (var bundles = Files.newDirectoryStream(Path.of("target", "system-bundles"), "*.jar")) {
            for (Path bundle : bundles) {
                Files.copy(bundle, home.systemBundles().resolve(bundle.getFileName()));
            }
        }
        key.writePublic(home.trust().resolve("test.pub"));
    }

    private void open(Profile profile) {
        system = PluginSystem.start(
                home,
                new ServerSettings(
                        0,
                        profile,
                        ServerSettings.Durability.PROCESS,
                        1000,
                        ServerSettings.Idle.ECONOMY,
                        POLL_MILLIS,
                        20_000,
                        3,
                        3000,
                        1500,
                        1));
    }

    @AfterEach
    void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldTakeWhatATrustedKeySignedAndNothingElseInProd() throws IOException {
        drop("signed.jar", good("signed", "1.0.0"), key);
        drop("unsigned.jar", good("unsigned", "1.0.0"), null);
        SigningKey stranger = SigningKey.generate();
        drop("stranger.jar", good("stranger", "1.0.0"), stranger);
        drop("flipped.jar", good("flipped", "1.0.0"), key);
        flip(home.plugins().resolve("flipped.jar"));
        drop("swapped.jar", good("swapped", "1.0.0"), key);
        Files.copy(home.plugins().resolve("signed.jar.sig"), replaced("swapped.jar.sig"));
        drop("claimed.jar", good("claimed", "1.0.0"), null);
        String claimed = stranger.sign(good("claimed", "1.0.0")).text();
        sign(
                "claimed.jar",
                claimed.replaceFirst("key: .*", "key: " + key.verifying().id()));
        drop("garbled.jar", good("garbled", "1.0.0"), null);
        sign("garbled.jar", "trust me");
        open(Profile.PROD);
        system.deployAll();

        assertThat(view("agent-signed").state()).isEqualTo(State.ACTIVE);
        assertThat(view("agent-signed").signer()).isEqualTo(key.verifying().id());
        assertRefused("unsigned.jar", "it is unsigned; profile prod wants its signature beside it");
        assertRefused("stranger.jar", "key " + stranger.verifying().id() + ", which is not trusted");
        assertRefused("flipped.jar", "its signature is for other bytes", "not a complete jar", "is damaged");
        assertRefused("swapped.jar", "its signature is for other bytes");
        assertRefused("claimed.jar", "its signature is wrong");
        assertRefused("garbled.jar", "its signature file is not of the four lines");
        assertThat(system.plugins().agents()).hasSize(1);
        assertThat(system.complaints()).contains("unsigned.jar is REFUSED: it is unsigned");
    }

    @Test
    void shouldTakeUnsignedPluginsInDevMarkedAsSuchAndNoWrongSignature() throws IOException {
        drop("unsigned.jar", good("unsigned", "1.0.0"), null);
        drop("signed.jar", good("signed", "1.0.0"), key);
        drop("stranger.jar", good("stranger", "1.0.0"), SigningKey.generate());
        drop("stale.jar", good("stale", "1.0.0"), key);
        Files.write(home.plugins().resolve("stale.jar"), good("stale", "1.0.1"));
        open(Profile.DEV);
        system.deployAll();

        assertThat(view("agent-unsigned").state()).isEqualTo(State.ACTIVE);
        assertThat(view("agent-unsigned").signer()).isEqualTo("unsigned");
        assertThat(view("agent-signed").signer()).isEqualTo(key.verifying().id());
        assertRefused("stranger.jar", "not trusted");
        assertRefused("stale.jar", "or delete its signature file: profile dev takes it unsigned");
    }

    /** One changed byte, anywhere: seed and place are in the message when one gets through. */
    @Test
    void shouldRefuseASignedPluginWithAnyByteChanged() throws PluginJarException, IOException {
        byte[] jar = good("good", "1.0.0");
        String signature = key.sign(jar).text();
        for (Profile profile : Profile.values()) {
            PluginAdmission admission = new PluginAdmission(home, profile);
            assertThat(admission
                            .admit(PluginJarReader.read("x.jar", jar), signature, false)
                            .signer())
                    .isEqualTo(key.verifying().id());
            long seed = 20261122;
            Random random = new Random(seed);
            for (int i = 0; i < 300; i++) {
                byte[] changed = jar.clone();
                int place = random.nextInt(changed.length);
                changed[place] ^= (byte) (1 << random.nextInt(8));
                assertThatThrownBy(() -> admission.admit(PluginJarReader.read("x.jar", changed), signature, false))
                        .as("seed %d, byte %d, profile %s", seed, place, profile)
                        .isInstanceOf(PluginJarException.class);
            }
        }
    }

    @Test
    void shouldWaitForTheSignatureThatIsCopiedAfterTheJar() throws IOException {
        open(Profile.PROD);
        system.watch();
        byte[] jar = good("good", "1.0.0");
        Files.write(home.addedPlugins().resolve("good.jar"), jar);
        Files.writeString(
                home.addedPlugins().resolve("good.jar.sig"), key.sign(jar).text());
        await().atMost(WAIT).until(() -> !system.plugins().agents().isEmpty());
        assertThat(view("agent-good").signer()).isEqualTo(key.verifying().id());

        Files.write(home.addedPlugins().resolve("late.jar"), good("late", "1.0.0"));
        await().atMost(WAIT).until(() -> isRefused("late.jar"));
        assertRefused("late.jar", "it is unsigned");
        Files.writeString(
                home.addedPlugins().resolve("late.jar.sig"),
                key.sign(good("late", "1.0.0")).text());
        await().atMost(WAIT).until(() -> system.plugins().agents().size() == 2);
        assertThat(isRefused("late.jar")).isFalse();
    }

    @Test
    void shouldTakeARefusedPluginOnceItsKeyIsTrusted() throws IOException {
        SigningKey partner = SigningKey.generate();
        drop("partner.jar", good("partner", "1.0.0"), partner);
        open(Profile.PROD);
        system.deployAll();
        system.watch();
        assertRefused("partner.jar", "not trusted");

        partner.writePublic(home.trust().resolve("partner.pub"));
        await().atMost(WAIT).until(() -> !system.plugins().agents().isEmpty());
        assertThat(isRefused("partner.jar")).isFalse();
    }

    @Test
    void shouldWaitForAJarThatGrowsAndRefuseOneThatStaysHalf() throws IOException {
        open(Profile.PROD);
        system.watch();
        byte[] whole = good("good", "1.0.0");
        Path file = home.addedPlugins().resolve("good.jar");
        Files.writeString(
                home.addedPlugins().resolve("good.jar.sig"), key.sign(whole).text());
        for (int part = 1; part < 8; part++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 8));
            // Another time stamp each, as a copy that goes on has: never two looks that show the same.
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L * part));
        }
        await().atMost(WAIT).until(() -> isRefused("good.jar"));
        assertRefused("good.jar", "it is not a complete jar");

        Files.write(file, whole);
        await().atMost(WAIT).until(() -> !system.plugins().agents().isEmpty());
        assertThat(isRefused("good.jar")).isFalse();
    }

    @Test
    void shouldRefuseLinksAndWhateverOthersMayChangeInProd() throws IOException {
        drop("open.jar", good("open", "1.0.0"), key);
        Files.setPosixFilePermissions(home.plugins().resolve("open.jar"), PosixFilePermissions.fromString("rw-rw-r--"));
        Path elsewhere = Files.write(folder.resolve("elsewhere.jar"), good("linked", "1.0.0"));
        Files.createSymbolicLink(home.plugins().resolve("linked.jar"), elsewhere);
        sign("linked.jar", key.sign(Files.readAllBytes(elsewhere)).text());
        Files.createDirectory(home.plugins().resolve("folder.jar"));
        Files.setPosixFilePermissions(home.addedPlugins(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path added = home.addedPlugins().resolve("added.jar");
        Files.write(added, good("added", "1.0.0"));
        Files.writeString(
                home.addedPlugins().resolve("added.jar.sig"),
                key.sign(Files.readAllBytes(added)).text());
        open(Profile.PROD);
        system.deployAll();

        assertRefused("open.jar", "(rw-rw-r--); 'chmod go-w ");
        assertRefused("linked.jar", "it is a symbolic link");
        assertRefused("folder.jar", "no regular file");
        assertRefused("added.jar", "(rwxrwxrwx)");
        assertThat(system.plugins().agents()).isEmpty();
    }

    @Test
    void shouldTrustNoKeyThatOthersCouldHavePutThere() throws IOException {
        drop("good.jar", good("good", "1.0.0"), key);
        Files.setPosixFilePermissions(home.trust(), PosixFilePermissions.fromString("rwxrwxr-x"));
        open(Profile.PROD);
        system.deployAll();
        assertRefused("good.jar", "is not trusted: others may change it (rwxrwxr-x)");
    }

    @Test
    void shouldNotRunForbiddenCodeHoweverWellItIsSigned() throws IOException {
        byte[] evil = component("evil", "1.0.0")
                .entry("com/example/Forged.class", ForgedClass.calling("java/lang/Runtime", "halt", "(I)V"))
                .bytes();
        drop("evil.jar", evil, key);
        open(Profile.DEV);
        system.deployAll();
        assertRefused("evil.jar", "class com.example.Forged, method work: calls java.lang.Runtime.halt");
        assertThatThrownBy(() -> install("evil.jar", evil, key.sign(evil).text(), false))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("java.lang.Runtime.halt");
        assertThat(system.plugins().agents()).isEmpty();
    }

    @Test
    void shouldRefuseAnOlderVersionAlsoAfterARestartUnlessItIsAskedFor() throws IOException {
        open(Profile.PROD);
        assertThat(install("1.0.0", false).state()).isEqualTo(State.ACTIVE);
        assertThat(install("1.10.0", false).state()).isEqualTo(State.ACTIVE);
        assertDowngradeRefused("1.9.0", "its version 1.9.0 is lower than 1.10.0");
        system.close();
        open(Profile.PROD);
        system.deployAll();
        assertThat(view("agent-good").version()).isEqualTo("1.10.0");
        assertDowngradeRefused("1.9.0", "its version 1.9.0 is lower than 1.10.0");

        assertThat(install("1.9.0", true).state()).isEqualTo(State.ACTIVE);
        assertThat(view("agent-good").version()).isEqualTo("1.9.0");
        assertThat(Files.readString(home.pluginVersions()))
                .contains("agent-good 1.9.0 ")
                .contains("in place of 1.10.0 as alice asked");
        system.close();
        open(Profile.PROD);
        system.deployAll();
        assertThat(view("agent-good").version()).isEqualTo("1.9.0");
        assertThat(home.addedPlugins().toFile().list())
                .containsExactlyInAnyOrder("agent-good-1.9.0.jar", "agent-good-1.9.0.jar.sig");
    }

    @Test
    void shouldNotCountAVersionThatNeverWorked() throws IOException {
        open(Profile.PROD);
        byte[] broken = TestJar.component("agent-good", "9.0.0", NosyAgent.class, Agent.class)
                .bytes();
        assertThat(install("x.jar", broken, key.sign(broken).text(), false).state())
                .isEqualTo(State.QUARANTINED);
        assertThat(install("1.0.0", false).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldTakeTheHigherOfTwoVersionsThatLieSideBySide() throws IOException {
        drop("agent-1.10.jar", good("good", "1.10.0"), key);
        drop("agent-1.9.jar", good("good", "1.9.0"), key);
        open(Profile.PROD);
        system.deployAll();
        assertThat(view("agent-good").version()).isEqualTo("1.10.0");
    }

    @Test
    void shouldRefuseOtherBytesUnderTheSameVersionInProdAndTakeThemInDev() throws IOException {
        byte[] one = good("good", "1.0.0");
        byte[] other = component("good", "1.0.0").entry("note.txt", "changed").bytes();
        open(Profile.PROD);
        assertThat(install("x.jar", one, key.sign(one).text(), false).state()).isEqualTo(State.ACTIVE);
        assertThat(install("x.jar", one, key.sign(one).text(), false).state()).isEqualTo(State.ACTIVE);
        assertThatThrownBy(() -> install("x.jar", other, key.sign(other).text(), false))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("version 1.0.0 was active here with other bytes");
        assertThat(install("x.jar", other, key.sign(other).text(), true).state())
                .isEqualTo(State.ACTIVE);
        byte[] moving = good("moving", "1.0.0.SNAPSHOT");
        byte[] moved = component("moving", "1.0.0.SNAPSHOT")
                .entry("note.txt", "changed")
                .bytes();
        assertThat(install("x.jar", moving, key.sign(moving).text(), false).state())
                .isEqualTo(State.ACTIVE);
        assertThat(install("x.jar", moved, key.sign(moved).text(), false).state())
                .isEqualTo(State.ACTIVE);
        system.close();

        open(Profile.DEV);
        assertThat(install("x.jar", one, null, false).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void shouldGoBackAfterARestartToNothingThatNobodyVouchesFor() throws Exception {
        PluginAdmission admission = new PluginAdmission(home, Profile.PROD);
        PluginJar former = admitted(admission, "1.0.0");
        PluginJar failing = admitted(admission, "1.1.0");
        FormerVersions history = new FormerVersions(home, admission);
        history.replaced(null, former);
        history.replaced(former, failing);
        history.failed(failing, "broken on purpose");

        assertThat(new FormerVersions(home, admission).before("agent-good"))
                .hasValueSatisfying(jar -> assertThat(jar.sha256()).isEqualTo(former.sha256()))
                .hasValueSatisfying(jar ->
                        assertThat(jar.signer()).isEqualTo(key.verifying().id()));
        Path file = home.addedPlugins().resolve("former").resolve("agent-good.jar");
        Files.write(file, good("good", "1.0.1"));
        assertThat(new FormerVersions(home, admission).before("agent-good")).isEmpty();
        Files.write(file, former.content());
        Files.delete(file.resolveSibling("agent-good.jar.sig"));
        assertThat(new FormerVersions(home, admission).before("agent-good")).isEmpty();
    }

    private PluginJar admitted(PluginAdmission admission, String version) throws PluginJarException {
        byte[] jar = good("good", version);
        return admission.admit(PluginJarReader.read("x.jar", jar), key.sign(jar).text(), false);
    }

    @Test
    void shouldNotStartWhenTheVersionsCannotBeRead() throws IOException {
        Files.writeString(home.pluginVersions(), "# fine\nagent-good one abc\n");
        assertThatThrownBy(() -> open(Profile.PROD))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("plugin-versions.txt:2:");
    }

    private void assertDowngradeRefused(String version, String why) {
        assertThatThrownBy(() -> install(version, false))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining(why)
                .hasMessageContaining("--allow-downgrade");
    }

    private PluginView install(String version, boolean downgrade) {
        byte[] jar = good("good", version);
        return install("good.jar", jar, key.sign(jar).text(), downgrade);
    }

    private PluginView install(String file, byte[] jar, String signature, boolean downgrade) {
        return system.admin().install(new PluginUpload(file, jar, signature, downgrade, "alice"));
    }

    private static TestJar component(String name, String version) {
        return TestJar.component("agent-" + name, version, GoodAgent.class, Agent.class)
                .property("agent.id", name);
    }

    private static byte[] good(String name, String version) {
        return component(name, version).bytes();
    }

    private void drop(String file, byte[] jar, SigningKey signer) throws IOException {
        Files.write(home.plugins().resolve(file), jar);
        if (signer != null) {
            sign(file, signer.sign(jar).text());
        }
    }

    private void sign(String file, String text) throws IOException {
        Files.write(home.plugins().resolve(file + ".sig"), text.getBytes(StandardCharsets.UTF_8));
    }

    private Path replaced(String file) throws IOException {
        Path path = home.plugins().resolve(file);
        Files.delete(path);
        return path;
    }

    private static void flip(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private boolean isRefused(String file) {
        return system.admin().list().stream()
                .anyMatch(view -> view.name().equals(file) && view.state() == State.REFUSED);
    }

    private PluginView view(String name) {
        return system.admin().list().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(name + " is not in " + system.admin().list()));
    }

    private void assertRefused(String file, String... anyOf) {
        assertThat(view(file).state()).isEqualTo(State.REFUSED);
        assertThat(anyOf).as(view(file).reason()).anyMatch(view(file).reason()::contains);
    }
}
