package io.portcullis.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, and what is refused; that it builds and loads is shown on the distribution. */
class NewPluginCommandTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path TEMPLATES = Path.of("../../plugins/templates");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String former;
    private Path root;

    @BeforeEach
    void install() throws IOException {
        root = Files.createDirectories(folder.resolve("home & <co>"));
        former = System.setProperty(Home.PROPERTY, root.toString());
        Files.createDirectories(root.resolve("lib"));
        Files.createFile(root.resolve("lib/kernel-spi-1.2.3-SNAPSHOT.jar"));
        Files.createDirectories(root.resolve("plugins"));
        Files.createFile(root.resolve("plugins/agent-technical-1.2.3-SNAPSHOT.jar"));
        for (Path file : files(TEMPLATES)) {
            Path copy = root.resolve("dev/templates").resolve(TEMPLATES.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    @AfterEach
    void uninstall() {
        if (former == null) {
            System.clearProperty(Home.PROPERTY);
        } else {
            System.setProperty(Home.PROPERTY, former);
        }
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(print(out), print(err), false);
        List<String> line = new ArrayList<>(List.of("plugins", "new"));
        line.addAll(List.of(words));
        return new Cli(terminal, () -> null, () -> null).run(line.toArray(String[]::new));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String complaint() {
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).as(text).hasSize(1);
        return text;
    }

    private static List<Path> files(Path under) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private String parent() {
        return folder.resolve("mine").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "venue", "connector"})
    void shouldWriteAWholePluginUnderItsName(String kind) throws IOException {
        assertThat(run(kind, "night-shift", "--out", parent())).isZero();
        Path made = folder.resolve("mine").resolve(kind + "-night-shift");
        List<String> names = new ArrayList<>();
        for (Path file : files(made)) {
            names.add(made.relativize(file).toString());
            assertThat(file + Files.readString(file))
                    .doesNotContainIgnoringCase("plugin-name")
                    .doesNotContainIgnoringCase("pluginname")
                    .doesNotContain("PORTCULLIS_");
        }
        String source = "src/main/java/com/example/" + kind + "/nightshift/NightShift";
        assertThat(names)
                .contains(
                        "README.md",
                        "pom.xml",
                        "bnd.bnd",
                        ".gitignore",
                        "etc/" + kind + ".night-shift.cfg",
                        source + "Config.java",
                        source.replace("main", "test") + "ContractTest.java");
        String pom = Files.readString(made.resolve("pom.xml"));
        assertThat(pom)
                .contains("home &amp; &lt;co&gt;</portcullis.home>")
                .contains("<portcullis.version>1.2.3-SNAPSHOT</portcullis.version>");
        try (Stream<Path> siblings = Files.list(folder.resolve("mine"))) {
            assertThat(siblings).as("nothing but the plugin").containsExactly(made);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "venue", "connector"})
    void shouldHaveTheHeadingsThatEveryPluginHas(String kind) throws IOException {
        assertThat(Files.readAllLines(TEMPLATES.resolve(kind).resolve("README.md")))
                .filteredOn(line -> line.startsWith("## "))
                .containsExactly(
                        "## What it does",
                        "## Inputs and outputs",
                        "## Configuration keys",
                        "## How to run it",
                        "## What it refuses to do");
    }

    @Test
    void shouldSayTheNextThreeCommandsAsAShellTakesThem() throws IOException {
        assertThat(run("agent", "night", "--out", parent())).isZero();
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(said.lines()).hasSize(4);
        assertThat(said)
                .contains("mvn -f " + folder.resolve("mine/agent-night") + " verify")
                .contains("'" + root.resolve("bin/portcullis") + "' start --profile dev --market generated")
                .contains("plugins install " + folder.resolve("mine/agent-night/target/agent-night-0.1.0.jar"));
        assertThat(run("venue", "night", "--out", parent(), "--json")).isZero();
        JsonNode answer = Json.tree(out.toString(StandardCharsets.UTF_8));
        assertThat(answer.path("folder").asText())
                .isEqualTo(folder.resolve("mine/venue-night").toString());
        assertThat(answer.path("next")).hasSize(3);
        assertThat(answer.path("files").size()).isGreaterThan(10);
    }

    @Test
    void shouldTouchNothingThatIsThere() throws IOException {
        Path there = Files.createDirectories(folder.resolve("mine/agent-night"));
        Files.writeString(there.resolve("work.txt"), "of a week");
        assertThat(run("agent", "night", "--out", parent())).isEqualTo(1);
        assertThat(complaint()).contains("agent-night is there already").contains("--out");
        assertThat(files(folder.resolve("mine"))).containsExactly(there.resolve("work.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Night",
                "night_shift",
                "night shift",
                "night-",
                "night--shift",
                "7up",
                "../night",
                "night/shift",
                "nächte",
                "class",
                "new",
                "true",
                "none",
                "global",
                "a23456789012345678901234567890123456789012"
            })
    void shouldRefuseANameThatCannotBeOne(String name) throws IOException {
        assertThat(run("agent", name, "--out", parent())).isEqualTo(2);
        assertThat(complaint()).contains("NAME must").contains(name);
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void shouldRefuseAKindThatThereIsNot() {
        assertThat(run("robot", "night")).isEqualTo(2);
        assertThat(complaint()).contains("robot").containsIgnoringCase("connector");
        assertThat(run("agent")).isEqualTo(2);
        assertThat(complaint()).contains("NAME");
    }

    @Test
    void shouldRefuseTheNameOfAPluginThatIsInstalled() {
        assertThat(run("agent", "technical", "--out", parent())).isEqualTo(1);
        assertThat(complaint()).contains("agent technical already");
        assertThat(run("venue", "technical", "--out", parent())).isZero();
    }

    @Test
    void shouldSayWhatAnInstallationLacks() throws IOException {
        Files.delete(root.resolve("lib/kernel-spi-1.2.3-SNAPSHOT.jar"));
        assertThat(run("agent", "night", "--out", parent())).isEqualTo(1);
        assertThat(complaint()).contains("kernel-spi-*.jar").contains("lib");
        assertThat(folder.resolve("mine")).doesNotExist();
    }
}
