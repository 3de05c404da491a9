package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed (-9) at random moments while orders come in, and started again on the same data folder. The venue, a
 * process of its own that nobody kills, has the last word on what happened.
 */
class CrashIT {
    private static final String NAME = "crash";
    private static final int ORDERS_PER_SECOND = 200;
    private static final double MEDIAN_SECONDS_MAX = 10;
    private static final double SECONDS_MAX = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private Installation installation;
    private VenueSim venue;

    @BeforeEach
    void open() throws Exception {
        installation = Installation.copy(folder);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenKilledFiveTimesUnderLoad() throws Exception {
        crash(5, 20261122);
    }

    @Test
    @Tag("campaign")
    void shouldLoseAndDoubleNothingWhenKilledFortyTimesUnderLoad() throws Exception {
        crash(40, System.nanoTime());
    }

    private void crash(int times, long seed) throws Exception {
        Random random = new Random(seed);
        Machine machine = new Machine();
        Report.line(NAME, "seed %d, %d kills, %s", seed, times, machine);
        venue = installation.venueSim(folder.resolve("venue").resolve("venue.journal"), seed);
        Server server = start();
        OrderLoad.awaitPrices(server.door());
        double[] seconds = new double[times];
        try (OrderLoad load = new OrderLoad(seed, ORDERS_PER_SECOND, server.door())) {
            for (int kill = 0; kill < times; kill++) {
                awaitPassing(load);
                TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(3_000));
                server.kill9();
                server = start();
                seconds[kill] = secondsToVerdict(server, load, "probe-" + seed + "-" + kill);
                load.sendAgain();
                Report.line(NAME, "%s", server.firstLine());
                Report.line(NAME, "kill %d: %.2f s from exec to a verdict; %s", kill + 1, seconds[kill], load);
            }
            awaitPassing(load);
            load.end();
            finish(server, load);
        }
        Reckoning.of(venue, installation.data()).judge(NAME, seed, times, 10 * times);
        judgeTimes(seconds, seed, machine);
    }

    private Server start() {
        return installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
    }

    private static void awaitPassing(OrderLoad load) {
        long before = load.passed();
        Awaitility.await().atMost(PATIENCE).until(() -> load.passed() >= before + 20);
    }

    private static double secondsToVerdict(Server server, OrderLoad load, String key) {
        Door door = server.door();
        load.sendTo(door);
        JsonNode answer = Door.json(ask(door, OrderLoad.order(key, "GEN001", "BUY", 1)));
        double seconds = (System.nanoTime() - server.startedNanos()) / 1e9;
        assertThat(answer.path("verdict").asText()).isNotEmpty();
        return seconds;
    }

    /** The load that waited for a server has the right of way too: a busy server says so, and is asked again. */
    private static HttpResponse<String> ask(Door door, String order) {
        HttpResponse<String> response = door.post("/v1/orders", order);
        while (response.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE) {
            response = door.post("/v1/orders", order);
        }
        return response;
    }

    /** Nothing new leaves, what is open is canceled, everybody has said everything; then both processes end. */
    private void finish(Server server, OrderLoad load) throws Exception {
        Door door = server.door();
        load.sendAgain();
        Awaitility.await().atMost(PATIENCE).until(() -> load.unanswered() == 0);
        door.post("/v1/kill", "{\"scope\":\"global\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode counters = door.get("/v1/status").path("counters");
            return counters.path("open").asInt() == 0
                    && counters.path("unresolved").asInt() == 0;
        });
        Report.line(NAME, "%s; %s", load, door.get("/v1/status").path("counters"));
        server.stop(door);
        Report.line(NAME, "the last server's complaints: %s", server.errors());
        venue.stop();
    }

    private static void judgeTimes(double[] seconds, long seed, Machine machine) throws Exception {
        double median = Report.percentile(seconds, 0.5);
        double max = Report.percentile(seconds, 1);
        boolean judged = machine.isOurs();
        boolean pass = median <= MEDIAN_SECONDS_MAX && max <= SECONDS_MAX;
        Report.line(
                NAME,
                "exec to verdict: median %.2f s (<= %.0f), max %.2f s (<= %.0f); %s: %s",
                median,
                MEDIAN_SECONDS_MAX,
                max,
                SECONDS_MAX,
                machine,
                pass ? "met" : judged ? "MISSED" : "missed, not judged");
        CampaignLog.record(NAME + ".seconds.median", seed, seconds.length, median, pass || !judged);
        CampaignLog.record(NAME + ".seconds.max", seed, seconds.length, max, pass || !judged);
        assertThat(pass || !judged || max <= Report.GROSSLY * SECONDS_MAX)
                .as("times from exec to a verdict")
                .isTrue();
    }
}
