package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One data folder and one venue through many crashes, and the account at the end. A campaign has several, so that none has to read
 * hundreds of thousands of orders again and again.
 */
final class CrashRound implements AutoCloseable {
    private static final String NAME = "crash";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int CALM_MILLIS_MIN = 500;
    private static final int CALM_MILLIS_MORE = 2_000;
    /** A saved pack is looked at twice in half a second, checked, staged and active within two: the kill falls into that. */
    private static final int PACK_MILLIS = 2_000;
    /** A jar is looked at twice in half a second and started at once. */
    private static final int PLUGIN_MILLIS = 1_200;

    private final Installation installation;
    private final long seed;
    private final Random random;
    private final VenueSim venue;
    private final LiveChanges changes;
    private final RecoveredStates states = new RecoveredStates();
    private final List<Double> seconds = new ArrayList<>();
    private final Map<CrashOccasion, Integer> kills = new EnumMap<>(CrashOccasion.class);
    private Server server;

    CrashRound(Path folder, long seed) throws Exception {
        this.installation = Installation.copy(folder);
        this.seed = seed;
        this.random = new Random(seed);
        this.venue = installation.venueSim(folder.resolve("venue").resolve("venue.journal"), seed);
        this.changes = new LiveChanges(installation, folder.resolve("aside"));
    }

    /** From exec to the verdict on an order, of every start that was let come so far. */
    List<Double> seconds() {
        return seconds;
    }

    /** How often the server was killed on which occasion. */
    Map<CrashOccasion, Integer> kills() {
        return kills;
    }

    void run(int times, int ordersPerSecond) throws Exception {
        start();
        OrderLoad.awaitPrices(server.door());
        try (OrderLoad load = new OrderLoad(seed, ordersPerSecond, server.door())) {
            boolean serves = true;
            for (CrashOccasion occasion : CrashOccasion.schedule(times, random)) {
                if (occasion != CrashOccasion.START_UP && !serves) {
                    serve(load);
                }
                kill(occasion, load);
                start();
                serves = false;
            }
            answer(load);
            awaitPassing(load);
            load.end();
            awaitChanges();
            finish(load);
            Reckoning.of(venue, installation.data(), load.answered()).judge(NAME, seed, times, 10 * times);
        }
        judgeStates();
    }

    private void start() {
        server = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
    }

    /** What was changed is taken up after all, under load. */
    private void serve(OrderLoad load) {
        answer(load);
        awaitChanges();
    }

    /** The load finds the new server before the order that is timed does. */
    private void answer(OrderLoad load) {
        seconds.add(secondsToVerdict(load));
        load.sendAgain();
        Report.line(NAME, "%s", server.firstLine());
        Report.line(NAME, "%.2f s from exec to a verdict; %s", seconds.get(seconds.size() - 1), load);
    }

    private void awaitChanges() {
        Door door = server.door();
        Awaitility.await("what the folders say is what the server does")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class) // a busy server lets a question wait too long
                .untilAsserted(() -> assertThat(changes.notTaken(door)).isEmpty());
    }

    private double secondsToVerdict(OrderLoad load) {
        Door door = server.door();
        load.sendTo(door);
        String order = OrderLoad.order("probe-" + seed + "-" + seconds.size(), "GEN001", "BUY", 1);
        JsonNode answer = Door.json(ask(door, order));
        double taken = (System.nanoTime() - server.startedNanos()) / 1e9;
        assertThat(answer.path("verdict").asText()).isNotEmpty();
        return taken;
    }

    /** The load that waited for a server has the right of way too: a busy server says so, and is asked again. */
    private static HttpResponse<String> ask(Door door, String order) {
        HttpResponse<String> response = door.post("/v1/orders", order);
        while (response.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE) {
            response = door.post("/v1/orders", order);
        }
        return response;
    }

    private void kill(CrashOccasion planned, OrderLoad load) throws Exception {
        String doing = prepare(planned, load);
        server.kill9();
        states.keep(installation.data());
        // a start that was quicker than all before it was no longer one
        boolean late = planned == CrashOccasion.START_UP && server.hasServed();
        CrashOccasion occasion = late ? CrashOccasion.LOAD : planned;
        kills.merge(occasion, 1, Integer::sum);
        Report.line(NAME, "killed on occasion %s%s", occasion, doing);
    }

    /** Comes to the moment of the kill, and says what was done before it. */
    private String prepare(CrashOccasion occasion, OrderLoad load) throws Exception {
        if (occasion == CrashOccasion.START_UP) {
            double quickest = seconds.stream().mapToDouble(each -> each).min().orElse(1);
            return sleep(0, (int) (1_000 * quickest));
        }
        awaitPassing(load);
        String calm = sleep(CALM_MILLIS_MIN, CALM_MILLIS_MORE);
        return switch (occasion) {
            case LOAD, START_UP -> calm;
            case PACK -> ": " + changes.editPack() + sleep(0, PACK_MILLIS);
            case PLUGIN -> ": " + changes.changePlugins() + sleep(0, PLUGIN_MILLIS);
        };
    }

    private String sleep(int millisMin, int millisMore) throws InterruptedException {
        int millis = millisMin + random.nextInt(millisMore);
        TimeUnit.MILLISECONDS.sleep(millis);
        return ", " + millis + " ms later";
    }

    private static void awaitPassing(OrderLoad load) {
        long before = load.passed();
        Awaitility.await().atMost(PATIENCE).until(() -> load.passed() >= before + 20);
    }

    /** Nothing new leaves, what is open is canceled, everybody has said everything; then both processes end. */
    private void finish(OrderLoad load) throws Exception {
        Door door = server.door();
        Awaitility.await().atMost(PATIENCE).pollInterval(AGAIN).until(() -> {
            load.sendAgain();
            return load.unanswered() == 0;
        });
        door.post("/v1/kill", "{\"scope\":\"global\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode counters = door.get("/v1/status").path("counters");
            return counters.path("open").asInt() == 0
                    && counters.path("unresolved").asInt() == 0;
        });
        Report.line(NAME, "%s; %s", load, door.get("/v1/status").path("counters"));
        server.stop(door);
        states.keep(installation.data());
        Report.line(NAME, "the last server's complaints: %s", server.errors());
        venue.stop();
    }

    /** Every state that a server had recovered, and the last one in two processes. */
    private void judgeStates() throws Exception {
        RecoveredStates.Comparison fresh = states.compare(installation.data());
        Report.line(
                NAME, "%d states of recovered servers against a replay: %d differ", states.size(), fresh.differing());
        CampaignLog.record(NAME + ".states.differing", seed, states.size(), fresh.differing(), fresh.differing() == 0);
        var replay = installation.run(
                "replay", "--verify", "--json", "--data", installation.data().toString());
        boolean same = replay.status() == 0
                && Door.json(replay.out()).path("stateHash").asText().equals(fresh.stateHash());
        Report.line(
                NAME,
                "replay --verify: exit %d, %s",
                replay.status(),
                replay.out().strip());
        CampaignLog.record(NAME + ".replay.differs", seed, 1, same ? 0 : 1, same);
        assertThat(states.size()).as("states to compare").isPositive();
        assertThat(fresh.differing())
                .as("states that a replay does not come to")
                .isZero();
        assertThat(same)
                .as("replay --verify: %s %s", replay.out(), replay.err())
                .isTrue();
    }

    @Override
    public void close() {
        installation.close();
    }
}
