package io.portcullis.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.SecretFile;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.http.AdminEndpoint;
import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.plugins.signing.VerifyingKey;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.server.ScriptedServer;
import io.portcullis.host.server.ServerFile;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.order.OrderRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ScriptedServer server = new ScriptedServer();
    private final ScriptedSessions sessions = new ScriptedSessions();
    private String former;
    private Home home;
    private AdminEndpoint endpoint;

    @BeforeEach
    void locate() throws IOException {
        former = System.setProperty(Home.PROPERTY, folder.toString());
        home = new Home(folder, folder.resolve("data"));
        Files.createDirectories(home.rules().resolve("portfolio"));
    }

    @AfterEach
    void close() {
        if (endpoint != null) {
            endpoint.close();
        }
        if (former == null) {
            System.clearProperty(Home.PROPERTY);
        } else {
            System.setProperty(Home.PROPERTY, former);
        }
    }

    private void serve() throws IOException {
        Files.createDirectories(home.etc());
        Files.writeString(home.etc().resolve("server.cfg"), "http.port = 0\n");
        endpoint = AdminEndpoint.open(home, ServerSettings.read(home, null), server, server, new MetricRegistry());
    }

    /** Runs a command line of words; DATA, HERE and ROOT stand for folders. */
    private int run(String line) {
        out.reset();
        err.reset();
        String[] words = line.replace("DATA", home.data().toString())
                .replace("HERE", folder.toString())
                .split(" ");
        Terminal terminal = new Terminal(print(out), print(err), false);
        return new Cli(terminal, () -> sessions, ScriptedRules::new).run(words);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String complaint() {
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).as(text).hasSize(1);
        assertThat(text).startsWith("portcullis: ").doesNotContain("\tat ");
        return text;
    }

    private JsonNode answer() throws IOException {
        return Json.tree(out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "start --fast",
                "start --profile test",
                "start --venue nowhere",
                "kill --scope everything",
                "kill --scope venue:",
                "order --side buy",
                "order --side up --instrument A --quantity 1",
                "order --side buy --instrument A --quantity many",
                "backtest --dataset x --from 2020-01-02 --to 2020-01-01 --out HERE/o",
                "backtest --dataset x --from yesterday --to 2020-01-01 --out HERE/o",
                "backtest --dataset x --from 2020-01-02 --to 2020-01-03 --out HERE/o --capital 0",
                "evaluate --dataset x --from 2020-01-02 --to 2020-01-01 --out HERE/o",
                "evaluate --dataset x --from 2020-01-02 --to 2020-01-03 --out HERE/o --folds 0",
                "evaluate --dataset x --from 2020-01-02 --to 2020-01-03 --out HERE/o --test-from 2020-01-02",
                "rules",
                "rules check",
                "users",
                "users add",
                "users remove",
                "users promote ann",
                "users add ann --password secret",
                "audit",
                "audit delete",
                "plugins",
                "plugins install",
                "plugins drop",
                "plugins keygen",
                "plugins sign",
                "plugins sign x.jar",
                "plugins sign x.jar --key a --new-key b",
                "venue-sim --port 1",
                "venue-sim --port 70000 --journal j",
                "replay --data",
                "at",
                "at now",
                "at now weather",
                "at 2026-01-02T00:00:00 kill",
                "at -5 kill",
                "routes drop",
                "status extra",
                "demo --out"
            })
    void shouldAnswerWrongUsageWithOneLineAndExitCodeTwo(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(complaint()).contains("--help'");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strat | there is no command 'strat', did you mean 'start'?; see 'portcullis --help'",
                "rules chekc x | there is no command 'chekc', did you mean 'check'?; see 'portcullis rules --help'",
                "xyzzy | there is no command 'xyzzy'; see 'portcullis --help'",
            })
    void shouldNameTheCommandThatAMistypedOneIsNearestTo(String line, String said) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(complaint().strip()).isEqualTo("portcullis: " + said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "stop",
                "status",
                "kill",
                "resume",
                "login",
                "logout",
                "whoami",
                "users",
                "users add",
                "users list",
                "users passwd",
                "users remove",
                "audit",
                "audit verify",
                "rules",
                "rules activate",
                "rules approve",
                "rules history",
                "rules rollback",
                "rules submit",
                "requests",
                "requests approve",
                "requests list",
                "requests refuse",
                "rules check",
                "rules try",
                "plugins",
                "plugins list",
                "plugins install",
                "plugins remove",
                "routes",
                "routes list",
                "limits",
                "limits set",
                "order",
                "demo",
                "backtest",
                "evaluate",
                "replay",
                "at",
                "store",
                "store rebuild",
                "store verify",
                "venue-sim",
                "plugins new",
                "plugins keygen",
                "plugins sign",
                "doctor",
                "support-bundle"
            })
    void shouldExplainEveryCommand(String command) {
        assertThat(run((command + " --help").strip())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(("portcullis " + command).strip());
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "status",
                "resume",
                "limits",
                "limits set gross-max 1 --until 1h --reason r",
                "login --user ann",
                "logout",
                "whoami",
                "routes",
                "routes list",
                "plugins list",
                "plugins install x.jar",
                "plugins remove x",
                "rules activate portfolio --reason r",
                "rules submit portfolio --reason r",
                "rules rollback --reason r",
                "rules history",
                "rules approve R1",
                "requests list",
                "requests approve R1",
                "requests refuse R1 --reason r",
                "order --side buy --instrument A --quantity 1"
            })
    void shouldSayThatNoServerRunsWithExitCodeThree(String line) {
        assertThat(run(line + " --data DATA")).isEqualTo(3);
        assertThat(complaint()).contains("no server runs on data folder " + home.data());
    }

    @Test
    void shouldTellAServerFileThatADeadServerLeftBehind() {
        new ServerFile(ProcessHandle.current().pid(), 8765, Instant.EPOCH, "dev").write(home);

        assertThat(run("status --data DATA")).isEqualTo(3);
        assertThat(complaint()).contains("left behind by process");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start --market HERE/none.yaml --data DATA                                           | no file
            backtest --dataset HERE/none.yaml --from 2020-01-02 --to 2020-01-03 --out HERE/o    | --dataset: there is no file
            evaluate --dataset HERE/none.yaml --from 2020-01-02 --to 2020-01-03 --out HERE/o    | --dataset: there is no file
            replay --data HERE/none                                                             | --data: there is no folder
            replay --recording HERE/none --out HERE/o                                           | --recording: there is no file
            at now kill --data HERE/none                                                        | --data: there is no folder
            rules check HERE/none                                                               | PACKDIR: there is no folder
            rules try HERE/none.json                                                            | FACTS.json: there is no file
            venue-sim --port 0 --journal HERE/j                                                 | no system bundles
            """)
    void shouldNameWhatIsMissingWithExitCodeOne(String line, String why) {
        assertThat(run(line)).isEqualTo(1);
        assertThat(complaint()).contains(why);
    }

    @Test
    void shouldHandOverHowToStart() {
        assertThat(run("start --data DATA --profile dev --market generated --venue 127.0.0.1:7001"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("listening");
        assertThat(sessions.started.server().profile()).isEqualTo(ServerSettings.Profile.DEV);
        assertThat(sessions.started.venue()).isEqualTo("127.0.0.1:7001");
    }

    @Test
    void shouldNameTheLineOfASettingsFileThatIsWrong() throws IOException {
        Files.createDirectories(home.etc());
        Files.writeString(home.etc().resolve("safety.cfg"), "gros.max = 1\n");

        assertThat(run("start --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("safety.cfg:1: unknown key gros.max");
    }

    @Test
    void shouldSetTheFlagWhenThereIsNobodyToTellAboutAKill() throws IOException {
        assertThat(run("kill --scope venue:simulated --data DATA --json")).isZero();

        assertThat(home.killFlags().resolve("venue_simulated")).exists();
        assertThat(complaint()).contains("no server runs", "starts killed");
        assertThat(answer().path("flag").asBoolean()).isTrue();
        assertThat(answer().path("server").asBoolean()).isFalse();
    }

    @Test
    void shouldSetTheFlagAndTellTheServerAboutAKill() throws IOException {
        serve();

        assertThat(run("kill --data DATA --reason drill")).isZero();

        assertThat(home.killFlags().resolve("global")).exists();
        assertThat(server.asked).containsExactly(Scope.GLOBAL);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        global: KILLED, requested 3, sent 3, acknowledged 2, unresolved 1
                          UNRESOLVED T1-7 ACME SENT
                        """);
    }

    @Test
    void shouldRehearseAKillWithoutAFlag() throws IOException {
        serve();

        assertThat(run("kill --drill --scope sector:Energy --data DATA")).isZero();

        assertThat(home.killFlags()).doesNotExist();
        assertThat(server.asked).containsExactly("drill sector:Energy");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        drill of sector:Energy: nothing was stopped; a kill would withdraw 2 orders
                          flag found after 2.5 ms, counted by the engine after 0.4 ms, venue's thread after NEVER (5 s)
                        """);
    }

    @Test
    void shouldAskForAFlattenAndSayWhatItWaitsFor() throws IOException {
        serve();

        assertThat(run("flatten --scope sector:Energy --reason out --data DATA"))
                .as("asked for, not done")
                .isEqualTo(1);

        assertThat(server.asked).containsExactly("flatten sector:Energy");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("flatten sector:Energy: waits for somebody else: portcullis requests approve R7;"
                        + " 2 positions are held, 2 of them no order closes");
    }

    @Test
    void shouldShowHowFarTheKillsHaveCome() throws IOException {
        serve();

        assertThat(run("kills --data DATA")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("global: KILLED, requested 3, sent 3, acknowledged 2, unresolved 1")
                .contains("UNRESOLVED T1-7 ACME SENT")
                .contains("since 2026-01-02T00:00:00Z by olga: drill");
    }

    @Test
    void shouldSendAnOrderAndExitWithOneWhenItIsDenied() throws IOException {
        serve();

        assertThat(
                        run(
                                "order --side buy --instrument AAPL --quantity 100 --limit 187.25 --trader ann --key k7 --data DATA"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("ALLOW 100 AAPL, order O-1");
        OrderRequest order = (OrderRequest) server.asked.get(0);
        assertThat(order.key()).hasToString("k7");
        assertThat(order.account()).hasToString("main");
        assertThat(order.limit()).hasToString("187.25");

        assertThat(run("order --side SELL --instrument DENIED --quantity 1 --json --data DATA"))
                .isEqualTo(1);
        assertThat(answer().path("verdict").asText()).isEqualTo("DENY");
        assertThat(err.size()).isZero();

        assertThat(run("order --side sell --instrument A --quantity -1 --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("field 'quantity'");
        assertThat(run("order --side sell --instrument LATE --quantity 1 --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("not yet judged");
    }

    @Test
    void shouldAskTheServerForEverythingElse() throws IOException {
        serve();
        Files.writeString(folder.resolve("new.jar"), "PK");
        for (String line : List.of(
                "status",
                "limits",
                "limits set gross-max 1.2 --until 2h --reason news",
                "plugins list",
                "rules activate portfolio --reason more",
                "rules submit 0123456789abcdef0123456789abcdef --reason more",
                "rules history",
                "rules approve R1",
                "requests list",
                "requests approve R1",
                "requests refuse R1 --reason no",
                "resume")) {
            assertThat(run(line + " --data DATA")).as(line).isZero();
            assertThat(out.size()).isPositive();
            assertThat(run(line + " --json --data DATA")).as(line).isZero();
            assertThat(answer().isObject()).as(line).isTrue();
        }
        assertThat(run("plugins list --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("good +ACTIVE +400 +100 +1 +0.50 +0.90 +400 +60.0% +55.1% to 64.7% +1.25 +-2.5 +- ")
                .containsPattern("silent +ACTIVE +0 +500 ");
        assertThat(run("rules rollback --reason back --data DATA"))
                .as("it waits for a second person")
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("somebody else has to approve request R1");
        for (String line : List.of(
                "rules activate portfolio",
                "limits set gross-max 1.2 --until 2h",
                "limits set gross-max 1.2 --until noon --reason r",
                "limits set gross-max much --until 2h --reason r",
                "requests refuse R1")) {
            assertThat(run(line + " --data DATA")).as(line).isEqualTo(2);
        }
        assertThat(run("plugins install HERE/new.jar --data DATA")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("QUARANTINED", "it threw");
        Files.writeString(folder.resolve("new.jar.sig"), "a signature");
        assertThat(run("plugins install HERE/new.jar --allow-downgrade --data DATA"))
                .isEqualTo(1);
        assertThat(run("plugins remove agent-good --data DATA")).isZero();
        assertThat(run("plugins remove agent-good --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("no plugin");
        assertThat(run("stop --data DATA")).isZero();
        assertThat(server.asked).contains("new.jar 2", "new.jar 2 signed whatever version", "stop", Scope.GLOBAL);
    }

    @Test
    void shouldMakeAKeyPairAndSignWithIt() throws Exception {
        assertThat(run("plugins keygen --out HERE/keys --name team --json")).isZero();
        String id = answer().path("key").asText();
        assertThat(run("plugins keygen --out HERE/keys --name team")).isEqualTo(1);
        assertThat(complaint()).contains("team.pub is there already");
        Path jar = Files.writeString(folder.resolve("a.jar"), "the bytes");

        assertThat(run("plugins sign HERE/a.jar --key HERE/keys/team.key")).isZero();

        DetachedSignature signature = DetachedSignature.parse(Files.readString(folder.resolve("a.jar.sig")));
        assertThat(signature.keyId()).isEqualTo(id);
        assertThat(signature.isGood(VerifyingKey.read(folder.resolve("keys/team.pub")), Files.readAllBytes(jar)))
                .isTrue();
        assertThat(run("plugins sign HERE/none.jar --key HERE/keys/team.key")).isEqualTo(1);
        assertThat(complaint()).contains("none.jar");
        assertThat(run("plugins sign HERE/a.jar --key HERE/keys/team.pub")).isEqualTo(1);
    }

    @Test
    void shouldSignAFolderWithAKeyThatIsWrittenNowhere() throws Exception {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        Files.writeString(jars.resolve("a.jar"), "one");
        Files.writeString(jars.resolve("b.jar"), "two");
        assertThat(run("plugins sign --new-key HERE/trust/build.pub HERE/jars --json"))
                .isZero();
        VerifyingKey key = VerifyingKey.read(folder.resolve("trust/build.pub"));
        assertThat(answer().path("key").asText()).isEqualTo(key.id());
        for (String name : List.of("a.jar", "b.jar")) {
            assertThat(DetachedSignature.parse(Files.readString(jars.resolve(name + ".sig")))
                            .isGood(key, Files.readAllBytes(jars.resolve(name))))
                    .isTrue();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain("PRIVATE");
            }
        }
        assertThat(run("plugins sign --new-key HERE/trust/build.pub HERE/jars")).isEqualTo(1);
    }

    @Test
    void shouldAskTheServerAboutThePastWhenOneRunsAndTheFolderWhenNoneDoes() throws IOException {
        Files.createDirectories(home.data());
        assertThat(run("at 70 kill --data DATA")).isZero();
        String offline = out.toString(StandardCharsets.UTF_8);
        assertThat(offline)
                .contains(
                        "kill as of position 70, 2026-01-02T00:00:01Z, after ClockTick",
                        "session s1, pack p1, chain c1")
                .contains("3 events replayed from the snapshot at 50", "note: odd", "every scope was NORMAL");
        assertThat(server.asked).isEmpty();
        assertThat(run("at 77 kill --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("the log ends at position 70");

        serve();
        assertThat(run("at 70 kill --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(offline);
        assertThat(server.asked).containsExactly("70 kill");
        assertThat(run("at 2026-01-02T01:00:00+01:00 KILL --json --data DATA")).isZero();
        assertThat(answer().path("asked").asText()).isEqualTo("2026-01-02T01:00:00+01:00");
        assertThat(server.asked).contains("2026-01-02T01:00:00+01:00 kill");
        assertThat(run("at 77 kill --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("the log ends at position 70");
        assertThat(run("at now kill --token-file HERE/absent --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("no token file");
    }

    @Test
    void shouldShowEveryRouteFileAndFailWhenOneIsBroken() throws IOException {
        serve();
        for (String line : List.of("routes", "routes list")) {
            assertThat(run(line + " --data DATA")).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(3)
                    .anyMatch(row -> row.matches("a-to-b.camel.yaml +RUNNING +4 +0"))
                    .anyMatch(row -> row.matches("b-to-c.camel.yaml +BROKEN +2 +1  b-to-c.camel.yaml:4: odd; its last"
                            + " good version runs on"));
            assertThat(err.size()).isZero();
        }
        assertThat(run("routes --json --data DATA")).isEqualTo(1);
        assertThat(answer().path("routes")).hasSize(2);

        server.brokenRoute = false;
        assertThat(run("routes --data DATA")).isZero();
        server.routesProblem = "the route folder is gone";
        assertThat(run("routes --data DATA")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("the route folder is gone");
    }

    private void secret(String file, String text) throws IOException {
        SecretFile.write(folder.resolve(file), text + "\n");
    }

    @Test
    void shouldActInTheNameOfWhoLoggedIn() throws IOException {
        serve();
        secret("pw", "correct horse battery");
        assertThat(run("users add ann --role officer --password-file HERE/pw --data DATA"))
                .isZero();
        assertThat(run("users add desk --orders-as tom --password-file HERE/pw --data DATA"))
                .isZero();
        assertThat(run("login --user ann --password-file HERE/pw --token-file HERE/ann --data DATA"))
                .isZero();
        assertThat(run("login --user desk --password-file HERE/pw --token-file HERE/desk --json --data DATA"))
                .isZero();
        assertThat(answer().path("name").asText()).isEqualTo("desk");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain(Files.readString(folder.resolve("desk")).strip());

        assertThat(run("kill --reason drill --token-file HERE/ann --data DATA")).isZero();
        assertThat(server.by).containsExactly("ann");
        assertThat(run("resume --token-file HERE/ann --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("one of the roles approver, admin; ann is officer");
        assertThat(run("order --side buy --instrument A --quantity 1 --token-file HERE/desk --data DATA"))
                .isZero();
        assertThat(((OrderRequest) server.asked.get(1)).trader()).hasToString("tom");
        assertThat(run("order --side buy --instrument A --quantity 1 --trader ann --token-file HERE/desk --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("orders of trader ann", "desk is orders as tom");
        assertThat(run("whoami --token-file HERE/ann --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ann", "officer");

        assertThat(run("logout --token-file HERE/ann --data DATA")).isZero();
        assertThat(folder.resolve("ann")).doesNotExist();
        assertThat(run("status --token-file HERE/ann --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("no token file", "portcullis login");
        assertThat(run("users remove desk --data DATA")).isZero();
        assertThat(run("status --token-file HERE/desk --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("does not know the token in", "portcullis login");
        assertThat(run("audit verify --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("verified");
    }

    @Test
    void shouldKillByTheFlagWhateverTheTokenIsWorth() throws IOException {
        serve();
        secret("worthless", "0".repeat(64));

        assertThat(run("kill --token-file HERE/worthless --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("is set and the venue channel watches it", "does not know the token");
        assertThat(run("kill --scope venue:simulated --token-file HERE/absent --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("is set and the venue channel watches it", "no token file");
        assertThat(home.killFlags().resolve("global")).exists();
        assertThat(home.killFlags().resolve("venue_simulated")).exists();
    }

    @Test
    void shouldKeepTheListOfUsersWithoutAServer() throws IOException {
        secret("pw", "correct horse battery");
        secret("next", "another battery staple");
        assertThat(run("users add ann --role approver,viewer --password-file HERE/pw --data DATA --json"))
                .isZero();
        assertThat(answer().path("roles")).hasSize(2);
        assertThat(run("users add ann --role viewer --password-file HERE/pw --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("there is a user 'ann' already");
        assertThat(run("users add bob --role boss --password-file HERE/pw --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("'boss' is no role");
        assertThat(run("users list --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ann", "viewer, approver");
        assertThat(run("users passwd ann --password-file HERE/next --data DATA"))
                .isZero();
        assertThat(run("users passwd none --password-file HERE/next --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("no user 'none'");

        serve();
        assertThat(run("login --user ann --password-file HERE/pw --token-file HERE/t --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("no user of that name and password");
        assertThat(run("login --user ann --password-file HERE/next --token-file HERE/t --data DATA"))
                .isZero();
        assertThat(
                        run(
                                "users passwd --current-password-file HERE/next --password-file HERE/pw --token-file HERE/t --data DATA"))
                .isZero();
        assertThat(run("users list --token-file HERE/t --data DATA")).isEqualTo(1);
        assertThat(run("login --user ann --password-file HERE/pw --token-file HERE/t --data DATA"))
                .isZero();
        assertThat(run("users list --token-file HERE/t --data DATA")).isEqualTo(1);
        assertThat(complaint()).contains("this takes role admin; ann is viewer, approver");
        endpoint.close();
        endpoint = null;
        assertThat(run("users remove ann --data DATA")).isZero();
        assertThat(run("audit verify --data DATA --json")).isZero();
        assertThat(answer().path("lines").asInt()).isGreaterThan(8);
    }

    @Test
    void shouldRefusePasswordsThatOthersCanReadAndAskOnlyOnATerminal() throws IOException {
        Files.writeString(folder.resolve("open"), "correct horse battery\n");
        assertThat(folder.resolve("open").toFile().setReadable(true, false)).isTrue();
        assertThat(run("users add ann --role viewer --password-file HERE/open --data DATA"))
                .isEqualTo(1);
        assertThat(complaint()).contains("can be used by others");
    }

    @Test
    void shouldTellByExitCodeFourThatTheAuditWasEdited() throws IOException {
        secret("pw", "correct horse battery");
        assertThat(run("users add ann --role viewer --password-file HERE/pw --data DATA"))
                .isZero();
        Path day;
        try (var files = Files.list(home.audit())) {
            day = files.findFirst().orElseThrow();
        }
        Files.writeString(day, Files.readString(day).replace("users add", "users lst"));

        assertThat(run("audit verify --data DATA")).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("NOT AS WRITTEN: " + day.getFileName() + ":1");
    }

    @Test
    void shouldGiveTheExitCodeOfASession() throws IOException {
        Files.writeString(folder.resolve("set.yaml"), "");
        assertThat(run("demo --out HERE/demo --json")).isZero();
        assertThat(answer().path("fills").asInt()).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(" 50 %  half").contains("100 %  done");
        assertThat(run("backtest --dataset HERE/set.yaml --from 2020-01-02 --to 2020-01-03 --out HERE/o --seed 3"))
                .isZero();
        assertThat(sessions.backtested.capital()).isEqualTo(10_000_000);
        assertThat(sessions.backtested.seed()).isEqualTo(3);
        assertThat(sessions.backtested.timing()).isFalse();
        assertThat(run("evaluate --dataset HERE/set.yaml --from 2020-01-02 --to 2020-06-30 --out HERE/o"))
                .isZero();
        assertThat(sessions.evaluated.folds()).isEqualTo(5);
        assertThat(sessions.evaluated.section()).isEqualTo("set");
        assertThat(sessions.evaluated.ledger()).isEqualTo(folder.resolve("o/trials.csv"));
        assertThat(sessions.evaluated.openHeldBack()).isFalse();
        Files.createDirectories(home.data());
        assertThat(run("replay --data DATA --verify")).isEqualTo(4);
        Files.writeString(folder.resolve("m.parquet"), "PAR1");
        assertThat(run("replay --recording HERE/m.parquet --out HERE/s")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("signals of m.parquet");
    }

    @Test
    void shouldTurnADefectIntoOneLine() {
        sessions.defect = true;

        assertThat(run("demo --out HERE/demo")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ").contains("defect of Portcullis");
    }

    @Test
    void shouldCheckAndTryRulesWithoutAServer() throws IOException {
        Files.writeString(folder.resolve("facts.json"), "{}");
        assertThat(run("rules check HERE/rules/portfolio")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("gate/size.drl:3: no such fact");
        assertThat(run("rules try HERE/facts.json")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("DENY");
        assertThat(run("rules try HERE/facts.json --pack HERE/rules/portfolio --json"))
                .isEqualTo(1);
        assertThat(answer().path("verdict").asText()).isEqualTo("DENY");
    }

    @Test
    void shouldSayWhatAnEditDoes() throws IOException {
        assertThat(run("rules diff HERE/rules/portfolio HERE/rules/portfolio")).isZero();
        Files.createDirectories(home.rules().resolve("other"));
        assertThat(run("rules diff HERE/rules/portfolio HERE/rules/other")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("only loosens");
        assertThat(run("rules diff HERE/rules/portfolio HERE/rules/other --json"))
                .isEqualTo(1);
        assertThat(answer().path("direction").asText()).isEqualTo("LOOSENS");
        assertThat(run("rules diff HERE/rules/portfolio HERE/none")).isEqualTo(1);
        assertThat(run("rules language")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("# The rule language");
    }

    @Test
    void shouldExplainADecision() throws IOException {
        Files.createDirectories(home.data());
        assertThat(run("rules explain O-2 --data DATA")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Order O-2 was denied: name-limit.")
                .contains("name-limit speaks when not order.reducing")
                .contains("order-notional")
                .contains("note: odd");
        assertThat(run("rules explain O-2 --json --data DATA")).isZero();
        assertThat(answer().path("wouldPass").path(0).path("passes").asText()).isEqualTo("340");
        assertThat(run("rules explain none --data DATA")).isEqualTo(1);
    }

    /** Rules that always object. */
    private static final class ScriptedRules implements RuleDesk {
        @Override
        public Check check(Path pack) {
            return new Check("portfolio", "", 3, 0, List.of("gate/size.drl:3: no such fact"), List.of(), List.of());
        }

        @Override
        public Comparison compare(Path before, Path after) {
            return new Comparison(before.equals(after), List.of("only loosens"), Map.of("direction", "LOOSENS"));
        }

        @Override
        public String language() {
            return "# The rule language\n";
        }

        @Override
        public Trial judge(Path facts, Path pack) {
            return new Trial("DENY", 0, List.of("name.max: 0.3 > 0.2"), Map.of("verdict", "DENY"));
        }
    }

    /** Sessions that are over at once. */
    private static final class ScriptedSessions implements Sessions {
        private StartOptions started;
        private BacktestOptions backtested;
        private EvaluationOptions evaluated;
        private boolean defect;

        @Override
        public SessionResult start(StartOptions options, java.util.function.Consumer<String> ready) {
            started = options;
            ready.accept("listening");
            return new SessionResult(ExitCode.OK, List.of("stopped"), Map.of());
        }

        @Override
        public SessionResult demo(DemoOptions options, Progress progress) {
            if (defect) {
                throw new IllegalStateException("oops\nsecond line");
            }
            progress.at(0.5, "half");
            progress.at(1, "done");
            return new SessionResult(ExitCode.OK, List.of("4 fills"), Map.of("fills", 4));
        }

        @Override
        public SessionResult backtest(BacktestOptions options, Progress progress) {
            backtested = options;
            return new SessionResult(ExitCode.OK, List.of(), Map.of());
        }

        @Override
        public SessionResult evaluate(EvaluationOptions options, Progress progress) {
            evaluated = options;
            return new SessionResult(ExitCode.OK, List.of("judged"), Map.of());
        }

        @Override
        public SessionResult replay(ReplayOptions options, Progress progress) {
            return new SessionResult(ExitCode.DIFFERENT, List.of("decision 7 differs"), Map.of());
        }

        @Override
        public SessionResult signals(RecordingOptions options, Progress progress) {
            return new SessionResult(
                    ExitCode.OK, List.of("signals of " + options.recording().getFileName()), Map.of());
        }

        @Override
        public PastAnswer at(Home home, String when, String what) {
            return new ScriptedServer().at(when, what);
        }

        @Override
        public ExplainAnswer explain(Home home, String decision) {
            return new ScriptedServer().explain(decision);
        }

        @Override
        public SessionResult rebuildStore(Home home, Progress progress) {
            return new SessionResult(ExitCode.OK, List.of("made anew"), Map.of());
        }

        @Override
        public SessionResult verifyStore(Home home, Progress progress) {
            return new SessionResult(ExitCode.DIFFERENT, List.of("a row differs"), Map.of());
        }
    }
}
