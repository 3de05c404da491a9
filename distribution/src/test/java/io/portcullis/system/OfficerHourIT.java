package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A risk officer's first hour on the real server, in profile prod: two people, one pack, and orders that show what holds. */
class OfficerHourIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTIONAL = "order-notional-max,global,";
    private static final String NAME = "name-max,global,5,percent\n";
    /** A limit that no other instrument uses up, whatever the agents trade meanwhile. */
    private static final String OWN = "name-max,instrument:GEN001,4,percent\n";

    private static final String NAMED = "instrument:GEN001";

    private static final int DONE = 0;
    private static final int REFUSED = 1;

    @TempDir
    private static Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Installation installation;
    private Door door;
    private String ann;
    private String carl;
    private int orders;

    @Test
    void shouldLetTwoPeopleChangeWhatHoldsAndOnePersonTighten() throws Exception {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", this::takeAlert);
        hook.start();
        try (Installation own = Installation.copy(folder)) {
            installation = own;
            own.set(
                    "etc/gate.cfg",
                    "headroom.webhook",
                    "http://127.0.0.1:" + hook.getAddress().getPort() + "/");
            String password = secret("password", "correct horse battery").toString();
            for (String user : List.of("ann officer", "carl approver")) {
                String[] parts = user.split(" ");
                ask(DONE, "users", "add", parts[0], "--role", parts[1], "--password-file", password);
            }
            installation.dismissAgents();
            Server server = own.start("--market", "generated");
            door = server.door();
            OrderLoad.awaitPrices(door);
            ann = login("ann", password);
            carl = login("carl", password);

            tightenByPack();
            breakAndMend();
            loosenByTwo();
            watchHeadroom();
            tightenInAHurry();
            server.kill9();
            server = own.start("--market", "generated");
            door = server.door();
            awaitDenialOfPieces();
            goOnAfterTheCrash();
            goBack();
            killAndFlatten();
            goOn();
            readHistory();
            server.stop(door);
        } finally {
            hook.stop(0);
        }
    }

    private void takeAlert(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n");
    }

    private String login(String name, String password) {
        Path file = folder.resolve(name + ".token");
        ask(DONE, "login", "--user", name, "--password-file", password, "--token-file", file.toString());
        return file.toString();
    }

    /** Runs a command and returns what it said, on whichever stream. */
    private String ask(int status, String... words) {
        String[] whole = Stream.concat(
                        Arrays.stream(words),
                        Stream.of("--data", installation.data().toString()))
                .toArray(String[]::new);
        Installation.Outcome outcome = installation.runHere(whole);
        assertThat(outcome.status())
                .as("%s: %s%s", String.join(" ", words), outcome.out(), outcome.err())
                .isEqualTo(status);
        return outcome.out() + outcome.err();
    }

    private String as(String token, int status, String... words) {
        List<String> whole = new ArrayList<>(List.of(words));
        whole.addAll(List.of("--token-file", token));
        return ask(status, whole.toArray(String[]::new));
    }

    private Path pack(String file) {
        return installation.root().resolve("rules/portfolio").resolve(file);
    }

    private void edit(String file, String what, String with) throws IOException {
        String text = Files.readString(pack(file));
        assertThat(text).contains(what);
        Files.writeString(pack(file), text.replace(what, with));
    }

    private String active() {
        return door.get("/v1/rules").path("activeHash").asText();
    }

    /** Buys something worth tens of thousands. */
    private JsonNode order() {
        orders++;
        return Door.json(door.post("/v1/orders", OrderLoad.order("hour-" + orders, "GEN001", "BUY", 500)));
    }

    private void tightenByPack() throws IOException {
        String before = active();
        edit("limits.csv", NOTIONAL + "1000000", NOTIONAL + "400000");
        edit("limits.csv", NAME, NAME + OWN);
        String said = as(ann, DONE, "rules", "activate", "portfolio", "--reason", "smaller orders for the start");
        assertThat(said).contains("only tightens", "order-notional-max 1000000 money -> 400000 money: tighter");
        assertThat(active()).isNotEqualTo(before);
        as(carl, REFUSED, "rules", "activate", "portfolio", "--reason", "I only approve");
    }

    private void breakAndMend() throws IOException {
        String before = active();
        edit("gate/exposure.drl", "verdict.deny($gross, $max)", "verdict.deny($gros, $max)");
        assertThat(as(ann, REFUSED, "rules", "activate", "portfolio", "--reason", "a slip"))
                .contains("portfolio/gate/exposure.drl:", "$gros");
        assertThat(active()).isEqualTo(before);
        edit("gate/exposure.drl", "verdict.deny($gros, $max)", "verdict.deny($gross, $max)");
    }

    private void loosenByTwo() throws IOException {
        String before = active();
        edit("limits.csv", NOTIONAL + "400000", NOTIONAL + "600000");
        assertThat(ask(REFUSED, "rules", "diff", before, "portfolio", "--json")).contains("LOOSENS");
        String said = as(ann, REFUSED, "rules", "activate", "portfolio", "--reason", "room for the index change");
        assertThat(said).contains("only loosens", "somebody else has to approve request R1");
        assertThat(active()).isEqualTo(before);
        assertThat(as(carl, DONE, "requests", "list"))
                .contains("R1", "ann", "room for the index change", "passes now: an order");
        as(ann, REFUSED, "requests", "approve", "R1");
        assertThat(as(carl, DONE, "requests", "approve", "R1")).contains("R1 APPROVED", "judges from now on");
        assertThat(active()).isNotEqualTo(before);
    }

    private JsonNode limit(String name, String scope) {
        for (JsonNode limit : door.get("/v1/limits").path("limits")) {
            if (limit.path("name").asText().equals(name)
                    && limit.path("scope").asText().equals(scope)) {
                return limit;
            }
        }
        throw new AssertionError("no limit " + name + " of " + scope);
    }

    /** What would be used of the limit on one name after an order, as a part of it. */
    private double used(int shares) {
        JsonNode judged = Door.json(door.post("/v1/decide", OrderLoad.order("size", "GEN001", "BUY", shares)));
        for (JsonNode limit : judged.path("headroom")) {
            if (limit.path("name").asText().equals("name-max")) {
                return limit.path("used").asDouble() / limit.path("limit").asDouble();
            }
        }
        throw new AssertionError("no name-max in " + judged);
    }

    /** More than half of a limit: told by POST, in a file, and shown. */
    private void watchHeadroom() throws IOException {
        double hundred = used(200) - used(100);
        double held = used(100) - hundred;
        int shares = (int) (100 * (0.6 - held) / hundred);
        assertThat(shares).as("held already: %s of the limit", held).isPositive();
        long sent = System.nanoTime();
        assertThat(Door.json(door.post("/v1/orders", OrderLoad.order("headroom", "GEN001", "BUY", shares)))
                        .path("verdict")
                        .asText())
                .isEqualTo("ALLOW");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> told.stream().anyMatch(OfficerHourIT::isOfTheName));
        System.out.printf("headroom: told by webhook %d ms after the order%n", (System.nanoTime() - sent) / 1_000_000);
        String alert =
                told.stream().filter(OfficerHourIT::isOfTheName).findFirst().orElseThrow();
        assertThat(alert).contains("\"level\":50", "\"limit\":\"name-max\"", "\"where\":\"GEN001\"");
        try (Stream<Path> files = Files.list(installation.data().resolve("alerts"))) {
            assertThat(Files.readString(files.findFirst().orElseThrow())).contains(alert);
        }
        JsonNode name = limit("name-max", NAMED);
        assertThat(name.path("used").asDouble()).isPositive();
        assertThat(name.path("percent").asDouble())
                .isEqualTo(
                        100 * name.path("used").asDouble() / name.path("limit").asDouble());
        assertThat(as(ann, DONE, "limits")).contains("PENDING", "gross-max", "GEN001");
    }

    private static boolean isOfTheName(String alert) {
        return alert.contains("\"scope\":\"instrument:GEN001\"");
    }

    private void tightenInAHurry() throws Exception {
        assertThat(as(ann, REFUSED, "limits", "set", "order-notional-max", "700000", "--until", "1h", "--reason", "up"))
                .contains("'limits set' only tightens");
        as(carl, REFUSED, "limits", "set", "order-notional-max", "10000", "--until", "1h", "--reason", "not mine");
        as(ann, DONE, "limits", "set", "order-notional-max", "10000", "--until", "1h", "--reason", "news on GEN001");
        JsonNode denied = order();
        assertThat(denied.path("verdict").asText()).isEqualTo("DENY");
        assertThat(denied.path("reasons").path(0).path("rule").asText()).isEqualTo("order-notional");
        JsonNode why = JSON.readTree(
                as(ann, DONE, "rules", "explain", denied.path("orderId").asText(), "--json"));
        assertThat(why.path("confirmed").asBoolean()).isTrue();
        assertThat(why.path("notes").toString()).contains("was lowered to 10000", "by ann: news on GEN001");

        edit("limits.csv", NOTIONAL + "600000", NOTIONAL + "800000");
        assertThat(as(ann, DONE, "rules", "submit", "portfolio", "--reason", "for tomorrow"))
                .contains("request R2");
    }

    /** As soon as there are prices: what was denied for its size before the crash is not let in by pieces after it. */
    private void awaitDenialOfPieces() {
        String piece = OrderLoad.order("piece", "GEN001", "BUY", 1);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode reasons = Door.json(door.post("/v1/decide", piece)).path("reasons");
            return reasons.size() == 1 && reasons.path(0).path("rule").asText().equals("sliced-notional");
        });
    }

    private void goOnAfterTheCrash() {
        assertThat(limit("order-notional-max", "global").path("limit").asDouble())
                .isEqualTo(10_000);
        assertThat(order().path("verdict").asText()).isEqualTo("DENY");
        String before = active();
        as(carl, DONE, "rules", "approve", "R2");
        assertThat(active()).isNotEqualTo(before);
        assertThat(limit("order-notional-max", "global").path("tightened").asText())
                .as("another pack takes nothing of it back")
                .contains("by ann: news on GEN001");
    }

    private void goBack() {
        String before = active();
        String said = as(ann, DONE, "rules", "rollback", "--reason", "tomorrow is off");
        assertThat(said).contains("only tightens");
        assertThat(active()).isNotEqualTo(before);
        assertThat(as(ann, REFUSED, "rules", "rollback", "--reason", "and again"))
                .as("forward again is looser, and takes two")
                .contains("request R3");
        as(carl, DONE, "requests", "refuse", "R3", "--reason", "make up your mind");
        assertThat(as(carl, DONE, "requests", "list")).contains("nothing waits");
    }

    /** What is used of the limit on the name, everything pending included. */
    private double usedOfTheName() {
        JsonNode used = limit("name-max", NAMED).path("used");
        assertThat(used.isNumber()).as("used: %s", used).isTrue();
        return used.asDouble();
    }

    /** Nothing of the name leaves but what two people asked for: the exit of what is held. */
    private void killAndFlatten() throws IOException {
        assertThat(usedOfTheName()).as("what the headroom was made of").isPositive();
        assertThat(as(ann, DONE, "kill", "--scope", NAMED, "--reason", "news on GEN001"))
                .contains(NAMED + ": KILLED, requested ");
        assertThat(order().path("reasons").path(0).path("code").asText()).isEqualTo("KILLED");

        String asked = as(ann, REFUSED, "flatten", "--scope", NAMED, "--reason", "out of it");
        assertThat(asked).contains("requests approve R4", "1 positions are held, 1 of them no order closes");
        as(ann, REFUSED, "requests", "approve", "R4");
        assertThat(usedOfTheName()).isPositive();
        assertThat(as(carl, DONE, "requests", "approve", "R4")).contains("R4 APPROVED", "flatten of " + NAMED);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> usedOfTheName() == 0);
        assertThat(as(carl, DONE, "kills")).contains(NAMED + ": KILLED", "by ann: news on GEN001");
    }

    private void goOn() {
        as(ann, REFUSED, "resume", "--scope", NAMED, "--reason", "not mine");
        assertThat(ask(REFUSED, "resume", "--scope", NAMED, "--reason", "the news is out"))
                .contains("now KILLED; waits for somebody else: portcullis requests approve R5");
        assertThat(as(carl, DONE, "requests", "approve", "R5")).contains(NAMED + " is NORMAL");
        assertThat(as(carl, DONE, "kills")).contains("nothing is shut");
        assertThat(door.post("/v1/orders", OrderLoad.order("again", "GEN001", "BUY", 1))
                        .body())
                .contains("\"verdict\"")
                .doesNotContain("KILLED");
    }

    private void readHistory() throws IOException {
        JsonNode history = JSON.readTree(as(carl, DONE, "rules", "history", "--json"));
        List<String> steps = new ArrayList<>();
        history.path("steps")
                .forEach(step -> steps.add(
                        0, step.path("step").asText() + " " + step.path("by").asText()));
        assertThat(steps)
                .containsExactly(
                        "SUBMITTED first-start",
                        "ACTIVATED first-start",
                        "SUBMITTED ann",
                        "ACTIVATED ann",
                        "SUBMITTED ann",
                        "APPROVAL_REQUESTED ann",
                        "APPROVED carl",
                        "ACTIVATED carl",
                        "TIGHTENED ann",
                        "SUBMITTED ann",
                        "APPROVAL_REQUESTED ann",
                        "APPROVED carl",
                        "ACTIVATED carl",
                        "ROLLBACK_SUBMITTED ann",
                        "ACTIVATED ann",
                        "ROLLBACK_SUBMITTED ann",
                        "APPROVAL_REQUESTED ann",
                        "REFUSED carl");
        assertThat(history.path("complete").asBoolean()).isTrue();
        assertThat(ask(DONE, "rules", "history", "--report"))
                .contains("room for the index change", "cases passed, every rule is covered");
    }
}
