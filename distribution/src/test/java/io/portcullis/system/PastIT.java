package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portcullis at}: one moment, asked while the server runs and trades on, and of its folder when it is stopped. */
class PastIT {
    private static final List<String> TOPICS = List.of("positions", "exposure", "orders", "rules", "kill");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORDERS = 12;

    @TempDir
    private static Path folder;

    private Installation installation;
    private Door door;
    private long lastPosition;

    @Test
    @Tag("campaign")
    void shouldGiveTheSameAnswerRunningAndStopped() throws Exception {
        try (Installation own = Installation.copy(folder)) {
            installation = own;
            Server server = own.start("--profile", "dev", "--market", "generated");
            door = server.door();
            OrderLoad.awaitPrices(door);
            trade("early");
            Awaitility.await().atMost(PATIENCE).until(() -> !held("now").isEmpty());
            kill();
            long moment = door.get("/v1/status").path("asOfPosition").asLong();
            Map<String, JsonNode> running = ask(moment);
            assertThat(running.get("kill")
                            .path("answer")
                            .path("states")
                            .path(0)
                            .path("reason")
                            .asText())
                    .isEqualTo("drill");
            resume();
            trade("late");
            assertThat(ask(moment)).as("what came later changes nothing").isEqualTo(running);
            assertThat(byScript(moment, "kill")).isEqualTo(running.get("kill"));
            assertThat(own.run("stop", "--data", own.data().toString()).status())
                    .isZero();

            assertSameWhenStopped(moment, running);
            assertPositionsAreThoseOfAReplay(moment, running.get("positions"));
            assertTimeFindsItsLastEvent(running.get("rules"));
            assertDamageIsPassedOver(moment, running.get("positions"));
        }
    }

    private void trade(String name) {
        for (int i = 0; i < ORDERS; i++) {
            String instrument = "GEN00" + (1 + i % 3);
            JsonNode answer = Door.json(door.post(
                    "/v1/orders", OrderLoad.order(name + "-" + i, instrument, i % 4 == 3 ? "SELL" : "BUY", 5)));
            lastPosition = answer.path("asOfPosition").asLong();
        }
    }

    private void kill() {
        Door.json(door.post("/v1/kill", "{\"scope\":\"venue:simulated\",\"reason\":\"drill\"}"));
    }

    private void resume() {
        Door.json(door.post("/v1/resume", "{\"scope\":\"venue:simulated\"}"));
    }

    /** Through the server. */
    private Map<String, JsonNode> ask(long moment) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String topic : TOPICS) {
            answers.put(topic, bare(door.get("/v1/at?when=" + moment + "&what=" + topic)));
        }
        return answers;
    }

    /** Without the way in which it was found: a later snapshot may serve as well. */
    private static JsonNode bare(JsonNode answer) {
        ((ObjectNode) answer).remove(List.of("snapshotPosition", "replayed"));
        return answer;
    }

    private JsonNode command(String when, String what) {
        return bare(Door.json(whole(when, what)));
    }

    private String whole(String when, String what) {
        var outcome = at(when, what, "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out();
    }

    private Installation.Outcome at(String when, String what, String... more) {
        List<String> words = new ArrayList<>(
                List.of("at", when, what, "--data", installation.data().toString()));
        words.addAll(List.of(more));
        return installation.runHere(words.toArray(String[]::new));
    }

    /** By bin/portcullis: once of a server that runs, once of a folder. */
    private JsonNode byScript(long moment, String what) {
        var outcome = installation.run(
                "at", "" + moment, what, "--json", "--data", installation.data().toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return bare(Door.json(outcome.out()));
    }

    private Map<String, BigDecimal> held(String when) {
        return held(door.get("/v1/at?what=positions&when=" + URLEncoder.encode(when, StandardCharsets.UTF_8)));
    }

    private static Map<String, BigDecimal> held(JsonNode answer) {
        Map<String, BigDecimal> held = new TreeMap<>();
        for (JsonNode row : answer.path("answer").path("positions")) {
            BigDecimal quantity = new BigDecimal(row.path("quantity").asText());
            if (quantity.signum() != 0) {
                held.put(row.path("instrument").asText(), quantity.stripTrailingZeros());
            }
        }
        return held;
    }

    private void assertNotReached() {
        assertRefused(at("999999999999", "kill"), "the log ends at position");
        assertRefused(at("2000-01-01T00:00:00Z", "kill"), "there is nothing before");
    }

    private static void assertRefused(Installation.Outcome outcome, String why) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().filter(line -> line.startsWith("portcullis: ")))
                .singleElement()
                .asString()
                .contains(why);
    }

    private void assertSameWhenStopped(long moment, Map<String, JsonNode> running) {
        assertThat(byScript(moment, "positions")).isEqualTo(running.get("positions"));
        for (String topic : TOPICS) {
            assertThat(command("" + moment, topic)).as(topic).isEqualTo(running.get(topic));
        }
        assertNotReached();
        assertThat(Door.json(whole("now", "orders")).path("asOfPosition").asLong())
                .isGreaterThan(lastPosition);
        assertThat(at("" + moment, "kill").out()).contains("kill as of position " + moment, "venue:simulated", "drill");
    }

    private void assertPositionsAreThoseOfAReplay(long moment, JsonNode positions) throws IOException {
        Map<String, BigDecimal> replayed = RecordedDay.positionsAt(installation.data(), moment);
        assertThat(replayed).isNotEmpty();
        assertThat(held(positions)).isEqualTo(replayed);
    }

    /** A time finds the last event at or before it: one nanosecond less, and it is an earlier one. */
    private void assertTimeFindsItsLastEvent(JsonNode answer) {
        String time = answer.path("asOfTime").asText();
        JsonNode then = command(time, "rules");
        assertThat(then.path("asOfTime").asText()).isEqualTo(time);
        assertThat(then.path("asOfPosition").asLong())
                .isGreaterThanOrEqualTo(answer.path("asOfPosition").asLong());
        JsonNode before = command(Instant.parse(time).minusNanos(1).toString(), "rules");
        assertThat(before.path("asOfPosition").asLong())
                .isLessThan(answer.path("asOfPosition").asLong());
    }

    private void assertDamageIsPassedOver(long moment, JsonNode positions) throws IOException {
        List<Path> serving;
        try (Stream<Path> files = Files.list(installation.data().resolve("snapshots"))) {
            serving = files.filter(file -> file.toString().endsWith(".snapshot"))
                    .filter(file -> position(file) <= moment)
                    .sorted()
                    .toList();
        }
        assertThat(serving).as("a snapshot follows the first activation").isNotEmpty();
        for (Path file : serving) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        JsonNode answer = Door.json(whole("" + moment, "positions"));
        assertThat(answer.path("snapshotPosition").asLong()).isZero();
        assertThat(answer.path("notes")).hasSize(serving.size());
        assertThat(answer.path("notes").toString()).contains("is passed over");
        assertThat(answer.path("answer")).isEqualTo(positions.path("answer"));
    }

    private static long position(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().substring(0, 20));
    }
}
