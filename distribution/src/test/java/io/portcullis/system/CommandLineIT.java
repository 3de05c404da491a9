package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * bin/portcullis as scripts use it: exit codes, one clear line, JSON. One command of each kind comes by the script; its like run by
 * the same entry in this process.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CommandLineIT {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NO_SERVER = 3;
    private static final int DIFFERENT = 4;

    @TempDir
    private static Path folder;

    private Installation installation;
    private Server server;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.copy(folder);
        server = installation.start("--profile", "dev", "--market", "none");
        server.door();
    }

    @AfterAll
    void end() {
        installation.close();
    }

    private Installation.Outcome run(String... words) {
        return installation.run(words);
    }

    private Installation.Outcome runHere(String... words) {
        return installation.runHere(words);
    }

    /** Runs a command on the server's data folder. */
    private Installation.Outcome ask(String... words) {
        return installation.run(onTheServer(words));
    }

    private Installation.Outcome askHere(String... words) {
        return installation.runHere(onTheServer(words));
    }

    private String[] onTheServer(String... words) {
        return with(words, "--data", installation.data().toString());
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Runs it with --json too, and reads the answer. */
    private JsonNode json(int status, String... words) {
        return json(ask(with(words, "--json")), status);
    }

    private JsonNode jsonHere(int status, String... words) {
        return json(askHere(with(words, "--json")), status);
    }

    private static JsonNode json(Installation.Outcome outcome, int status) {
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isEqualTo(status);
        JsonNode answer = Door.json(outcome.out());
        assertThat(answer.isObject()).as("an object, got %s", outcome.out()).isTrue();
        return answer;
    }

    private static void assertOneLine(Installation.Outcome outcome, int status, String... parts) {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        // a warning of the server's log may stand before it
        List<String> said = outcome.err()
                .lines()
                .filter(line -> line.startsWith("portcullis: "))
                .toList();
        assertThat(said).as("lines on standard error: %s", outcome.err()).hasSize(1);
        assertThat(said.get(0)).contains(parts);
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "users add", "store verify"})
    void shouldExplainACommand(String command) {
        var outcome = run((command + " --help").strip().split(" "));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(OK);
        assertThat(outcome.out()).contains(("portcullis " + command).strip());
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithACommandLine() {
        assertOneLine(run("status", "--nonsense"), USAGE, "--nonsense");
        assertOneLine(runHere("dance"), USAGE, "dance");
        assertOneLine(run(), USAGE, "command");
        assertOneLine(runHere("start", "--profile", "fast"), USAGE, "dev", "prod", "fast");
        assertOneLine(runHere("venue-sim", "--port", "70000", "--journal", "x"), USAGE, "70000");
        assertOneLine(askHere("order", "--side", "up", "--instrument", "GEN001", "--quantity", "1"), USAGE, "up");
    }

    @Test
    void shouldSayInOneLineWhichFileIsMissing() {
        assertOneLine(run("start", "--market", "no-such.yaml", "--data", "other"), FAILED, "no-such.yaml");
        assertOneLine(runHere("rules", "check", "no-such-pack"), FAILED, "no-such-pack");
        assertOneLine(runHere("rules", "try", "no-such.json"), FAILED, "no-such.json");
        assertOneLine(runHere("replay", "--data", "no-such-data"), FAILED, "no-such-data");
        assertOneLine(
                runHere(
                        "backtest",
                        "--dataset",
                        "no-such.yaml",
                        "--from",
                        "2010-01-01",
                        "--to",
                        "2010-02-01",
                        "--out",
                        "o"),
                FAILED,
                "no-such.yaml");
        assertOneLine(askHere("plugins", "install", "no-such.jar"), FAILED, "no-such.jar");
    }

    @Test
    void shouldSayThatThereIsNoServer() {
        String empty = folder.resolve("empty").toString();
        assertOneLine(run("status", "--data", empty), NO_SERVER, empty);
        for (String command : List.of("stop", "limits", "resume", "routes")) {
            assertOneLine(runHere(command, "--data", empty), NO_SERVER, empty);
        }
    }

    @Test
    void shouldRefuseASecondServerOnOneDataFolderAndATakenPort() throws IOException {
        assertOneLine(ask("start"), FAILED, installation.data().toString());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Installation other = Installation.copy(folder.resolve("other"))) {
            other.set("etc/server.cfg", "http.port", "" + taken.getLocalPort());
            var outcome = other.run("start", "--data", other.data().toString());
            assertOneLine(outcome, FAILED, "port " + taken.getLocalPort(), "in use");
            assertOneLine(
                    other.run("venue-sim", "--port", "" + taken.getLocalPort(), "--journal", other.data() + "/j"),
                    FAILED,
                    "" + taken.getLocalPort());
        }
    }

    @Test
    void shouldAnswerInJson() {
        assertThat(json(OK, "status").path("profile").asText()).isEqualTo("dev");
        assertThat(jsonHere(OK, "limits").path("limits")).isNotEmpty();
        assertThat(jsonHere(OK, "plugins", "list").path("plugins")).isNotEmpty();
        JsonNode denied = json(FAILED, "order", "--side", "buy", "--instrument", "GEN001", "--quantity", "1");
        assertThat(denied.path("verdict").asText()).isEqualTo("DENY");
        JsonNode dry = jsonHere(FAILED, "order", "--dry-run", "--side", "sell", "--instrument", "X", "--quantity", "1");
        assertThat(dry.has("orderId")).isFalse();
        assertThat(jsonHere(OK, "rules", "activate", "portfolio", "--reason", "a drill")
                        .path("activeHash")
                        .asText())
                .hasSize(32);
    }

    @Test
    void shouldKillAndResume() {
        assertThat(jsonHere(OK, "kill", "--drill", "--scope", "sector:Health Care")
                        .path("drill")
                        .asBoolean())
                .isTrue();
        assertThat(installation.data().resolve("kill/sector_Health%20Care")).doesNotExist();
        assertThat(json(OK, "kill", "--scope", "venue:simulated", "--reason", "drill")
                        .path("state")
                        .asText())
                .isEqualTo("KILLED");
        assertThat(installation.data().resolve("kill/venue_simulated")).exists();
        assertThat(jsonHere(OK, "status").path("states").path("venue:simulated").asText())
                .as("who told the server, not the flag that the shell set before")
                .isEqualTo("KILLED by admin: drill");
        assertThat(jsonHere(OK, "resume", "--scope", "venue:simulated")
                        .path("state")
                        .asText())
                .isEqualTo("NORMAL");
        assertThat(installation.data().resolve("kill/venue_simulated")).doesNotExist();
        assertOneLine(ask("kill", "--scope", "moon"), USAGE, "moon");
        assertThat(jsonHere(OK, "kill", "--scope", "instrument:NO/SUCH")
                        .path("warning")
                        .asText())
                .contains("nothing here is called instrument:NO/SUCH");
        assertThat(installation.data().resolve("kill/instrument_NO%2FSUCH")).exists();
        assertThat(jsonHere(OK, "kills").path("kills").path(0).path("scope").asText())
                .isEqualTo("instrument:NO/SUCH");
        jsonHere(OK, "resume", "--scope", "instrument:NO/SUCH");
        assertThat(installation.data().resolve("kill/instrument_NO%2FSUCH")).doesNotExist();
    }

    @Test
    void shouldInstallAndRemoveAPlugin() throws IOException {
        Path jar = AgentJar.build(installation, folder.resolve("second"));
        assertThat(json(OK, "plugins", "install", jar.toString()).path("state").asText())
                .isEqualTo("ACTIVE");
        assertThat(askHere("plugins", "list").out()).contains("agent-second");
        assertThat(jsonHere(OK, "plugins", "remove", "agent-second")
                        .path("removed")
                        .asText())
                .isEqualTo("agent-second");
        assertThat(askHere("plugins", "list").out()).doesNotContain("agent-second");
        assertOneLine(askHere("plugins", "remove", "agent-second"), FAILED, "agent-second");
        Path noJar = Files.writeString(folder.resolve("text.jar"), "this is no jar");
        assertThat(askHere("plugins", "install", noJar.toString()).status()).isEqualTo(FAILED);
    }

    @Test
    void shouldCheckAPackAndNameWhatIsWrongWithIt() throws IOException {
        Path pack = installation.root().resolve("rules/portfolio");
        var sound = run("rules", "check", pack.toString(), "--json");
        assertThat(sound.status()).as(sound.err() + sound.out()).isEqualTo(OK);
        assertThat(Door.json(sound.out()).path("problems")).isEmpty();

        Path broken = folder.resolve("broken");
        Installation.copyTree(pack, broken);
        Path rules = broken.resolve("gate/order.drl");
        Files.writeString(rules, Files.readString(rules).replace("$quantity > $max", "$quantitee > $max"));
        var refused = runHere("rules", "check", broken.toString());
        assertThat(refused.status()).isEqualTo(FAILED);
        assertThat(refused.out()).containsPattern("order\\.drl:\\d+").doesNotContain("\tat ");
    }

    @Test
    void shouldTryFactsAgainstAPack() throws IOException {
        Path facts = Files.writeString(folder.resolve("facts.json"), """
                {"order": {"side": "BUY", "type": "LIMIT", "quantity": 100, "price": 50, "notional": 5000,
                           "collarBps": 10, "account": "main", "buy": true, "market": false, "reducing": false,
                           "shortSale": false},
                 "account": {"id": "main", "equity": 10000000, "cash": 10000000, "peakEquity": 10000000, "drawdown": 0,
                             "dayPnl": 0},
                 "exposure": {"grossAfter": 0.1, "netAfter": 0.1, "nameAfter": 0.01, "sectorAfter": 0.01, "grossBefore": 0,
                              "positionBefore": 0, "positionAfter": 100, "shortAfter": 0},
                 "market": {"reference": 50, "bid": 49.9, "ask": 50.1, "spreadBps": 4, "averageDailyVolume": 1000000,
                            "dailyVolatility": 0.02, "participation": 0.0001, "ageSeconds": 0, "halted": false},
                 "session": {"kind": "BACKTEST", "state": "NORMAL", "open": true, "day": 1},
                 "counters": {"ordersThisSecond": 1, "ordersToday": 1, "deniedToday": 0, "fillsToday": 0,
                              "pendingOrders": 0}}
                """);
        var allowed = runHere("rules", "try", facts.toString(), "--json");
        assertThat(allowed.status()).as(allowed.out() + allowed.err()).isEqualTo(OK);
        assertThat(Door.json(allowed.out()).path("verdict").asText()).isEqualTo("ALLOW");

        Files.writeString(facts, Files.readString(facts).replace("\"halted\": false", "\"halted\": true"));
        var denied = runHere("rules", "try", facts.toString());
        assertThat(denied.status()).isEqualTo(FAILED);
        assertThat(denied.out()).contains("DENY", "market-halted");
    }

    @Test
    void shouldStopAndReplayAndSeeThatALogWasForged() throws Exception {
        Installation own = Installation.copy(folder.resolve("forged"));
        try (own) {
            String data = own.data().toString();
            Server running = own.start("--market", "none");
            Door door = running.door();
            for (int i = 0; i < 5; i++) {
                Door.json(door.post("/v1/orders", OrderLoad.order("order-" + i, "GEN001", "BUY", 1)));
            }
            var stopped = own.run("stop", "--json", "--data", data);
            assertThat(stopped.status()).as(stopped.err()).isEqualTo(OK);
            assertThat(Door.json(stopped.out()).path("stopped").asBoolean()).isTrue();
            assertThat(running.process().isAlive()).isFalse();

            var sound = own.run("replay", "--verify", "--json", "--data", data);
            assertThat(sound.status()).as(sound.out() + sound.err()).isEqualTo(OK);
            assertThat(Door.json(sound.out()).path("decisions").asInt()).isEqualTo(5);

            Path forged = ForgedLog.of(own.data(), folder.resolve("forged-data"));
            var different = own.runHere("replay", "--verify", "--data", forged.toString());
            assertThat(different.status()).as(different.out() + different.err()).isEqualTo(DIFFERENT);
            assertThat(different.out()).contains("first difference: at position");
        }
    }
}
