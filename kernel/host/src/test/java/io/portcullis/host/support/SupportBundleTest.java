package io.portcullis.host.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupportBundleTest {
    private static final String PROPERTY = "portcullis.test.password";

    @TempDir
    private Path folder;

    private final List<String> canaries = new ArrayList<>();
    private Home home;

    @BeforeEach
    void build() throws IOException {
        home = new Home(folder.resolve("portcullis"), folder.resolve("data"));
        Files.createDirectories(home.etc());
        Files.createDirectories(home.rules().resolve("portfolio"));
        Files.createDirectories(home.logFiles());
    }

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    /** A secret of its own for each place. */
    private String canary() {
        String canary = "CaNaRy" + (1000 + canaries.size()) + "zQ9";
        canaries.add(canary);
        return canary;
    }

    private void data(String file, String text) throws IOException {
        Path path = home.data().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void etc(String file, String text) throws IOException {
        Files.writeString(home.etc().resolve(file), text);
    }

    @Test
    void shouldHoldNoneOfTwentySecretsThatLieAround() throws Exception {
        String token = canary();
        data("admin.token", token + "\n");
        data("signing.key", canary() + "\n");
        String secret = canary();
        etc(
                "venue.x.cfg",
                "# old password: " + canary() + "\napi.key = " + secret + "\nurl = https://u:" + canary()
                        + "@x/\npassword = " + canary() + "\nclient.secret : " + canary() + "\nnote = plain\n");
        etc("server.cfg", "http.port = 0\nkeystore.passphrase=" + canary() + "\n");
        etc("logback.xml", "<configuration><!-- token=" + canary() + " --></configuration>");
        String property = canary();
        System.setProperty(PROPERTY, property);
        data(
                "logs/portcullis.log",
                "INFO logged in with password=" + canary() + "\nINFO Authorization: Bearer " + canary() + "\nINFO sent "
                        + token + " to the venue\nINFO the agent printed " + secret + "\nINFO -D" + PROPERTY + "="
                        + property
                        + "\nWARN cannot reach https://u:" + canary() + "@host/\n");
        data(
                "logs/portcullis.jsonl",
                "{\"message\":\"refused {\\\"token\\\":\\\"" + canary() + "\\\"}\",\"apiKey\":\"" + canary() + "\"}\n"
                        + "{\"message\":\"cookie: " + canary() + "\"}\n");
        data("dead-letter/2026-01-02.jsonl", "{\"content\":\"" + canary() + "\"}\n");
        data("inbox/orders.csv", canary());
        Files.writeString(home.rules().resolve("portfolio/pack.yaml"), "approver: " + canary() + "\n");
        Function<String, String> server = path -> switch (path) {
            case "/v1/support" ->
                "{\"version\":\"1\",\"jvm\":{\"options\":[\"-Dssl.password=" + canary() + "\"]},\"threads\":[\"a\"]}";
            case "/v1/routes" -> "{\"routes\":[{\"error\":\"uri bus:x?password=" + canary() + "\"}]}";
            default -> "{\"ok\":\"" + token + "\"}";
        };

        Path zip = folder.resolve("bundle.zip");
        new SupportBundle(home).write(zip, "{\"what\":\"secret=" + canary() + "\"}", Optional.of(server));

        assertThat(canaries).hasSizeGreaterThanOrEqualTo(20);
        Map<String, String> entries = entries(zip);
        entries.forEach((name, text) -> assertThat(text).as(name).doesNotContain(canaries));
        assertThat(entries.keySet().toString()).doesNotContain(canaries.toArray(String[]::new));
        assertThat(entries.get("etc/venue.x.cfg")).contains("note = plain", "api.key = ***", "password = ***");
        assertThat(entries.get("logs/portcullis.log")).contains("cannot reach https://***@host/");
    }

    @Test
    void shouldSayWhatIsInItAndWhatIsNot() throws Exception {
        etc("engine.cfg", "account = main\n");
        Path zip = folder.resolve("bundle.zip");

        List<String> missing = new SupportBundle(home).write(zip, "{}", Optional.empty());

        assertThat(missing).anySatisfy(line -> assertThat(line).contains("no server runs"));
        Map<String, String> entries = entries(zip);
        assertThat(entries).containsKeys("doctor.json", "etc/engine.cfg", "files/data.txt", "jvm.json", "rules.txt");
        assertThat(entries.get("README.txt"))
                .contains("no server runs", "etc/engine.cfg", "logs/portcullis.log: there is no");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldAskARunningServerAndSayWhatItDidNotAnswer() throws Exception {
        Path zip = folder.resolve("bundle.zip");
        Function<String, String> server = path -> {
            if (path.equals("/v1/rules")) {
                throw new IllegalStateException("the server answered 503");
            }
            return path.equals("/metrics")
                    ? "walk_8_fills_total 3.0\n"
                    : "{\"version\":\"1\",\"jvm\":{},\"threads\":[]}";
        };

        List<String> missing = new SupportBundle(home).write(zip, "{}", Optional.of(server));

        assertThat(missing).contains("server/rules.json: the server answered 503");
        assertThat(entries(zip).get("server/metrics.txt")).contains("walk_8_fills_total");
        assertThat(entries(zip))
                .containsKeys("server/status.json", "server/plugins.json", "threads.txt", "versions.json");
    }

    @Test
    void shouldStaySmallWhateverLiesThere() throws Exception {
        data("logs/portcullis.log", "a line that is not a secret at all\n".repeat(130_000));
        Path zip = folder.resolve("bundle.zip");
        new SupportBundle(home).write(zip, "a word ".repeat(700_000), Optional.empty());

        entries(zip).forEach((name, text) -> assertThat(text.length()).as(name).isLessThanOrEqualTo(4 << 20));
    }

    @Test
    void shouldNotWriteOverAnything() throws Exception {
        Path zip = Files.writeString(folder.resolve("bundle.zip"), "mine");
        assertThatThrownBy(() -> new SupportBundle(home).write(zip, "{}", Optional.empty()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(zip)).isEqualTo("mine");
    }

    private static Map<String, String> entries(Path zip) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(
                        entry.getName(), new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
