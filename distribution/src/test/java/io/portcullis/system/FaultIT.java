package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.testkit.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the machine does to a server that trades: its disk fills up, goes read-only or hangs, its bus loses its disk, the process
 * stands still. Each time nothing ungated leaves, nothing is lost, somebody is told, and it goes on without hands.
 */
@Tag("campaign")
class FaultIT {
    private static final int ORDERS_PER_SECOND = 100;
    private static final int DISK_MEBIBYTES = 512;
    private static final int BUS_MEBIBYTES = 24;
    private static final long MIB = 1 << 20;
    private static final long RESERVE_MIB = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double ALERT_SECONDS_MAX = 5;
    private static final double BACK_SECONDS_MAX = 10;
    private static final int STANDSTILL_SECONDS = 10;

    @TempDir
    private Path folder;

    private Installation installation;
    private VenueSim venue;
    private Mount mount;
    private int asked;

    @AfterEach
    void close() {
        if (mount != null) {
            mount.let(); // or a process that waits for its disk cannot even be killed
        }
        if (installation != null) {
            installation.close();
        }
        if (mount != null) {
            mount.close();
        }
    }

    private Server begin(Path data) throws Exception {
        return begin(data, "process");
    }

    private Server begin(Path data, String durability) throws Exception {
        installation = Installation.copy(folder, data);
        installation.dismissAgents();
        installation.set("etc/server.cfg", "log.durability", durability);
        installation.set("etc/server.cfg", "disk.reserve.megabytes", "" + RESERVE_MIB);
        venue = installation.venueSim(folder.resolve("venue").resolve("venue.journal"), 1);
        Server server = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
        OrderLoad.awaitPrices(server.door());
        return server;
    }

    private static void awaitPassing(OrderLoad load) {
        long before = load.passed();
        Awaitility.await().atMost(PATIENCE).until(() -> load.passed() >= before + 20);
    }

    private String order(Door door, String side, int quantity) {
        HttpResponse<String> response =
                door.post("/v1/orders", OrderLoad.order("fault-" + ++asked, "GEN030", side, quantity));
        if (response.statusCode() >= 300) {
            return response.statusCode() + "";
        }
        JsonNode answer = Door.json(response);
        return (answer.path("verdict").asText() + " "
                        + answer.path("reasons").path(0).path("code").asText())
                .strip();
    }

    /** An order that still works could make the position larger again, and then a sale is no exit. */
    private void awaitFilled(int shares) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> venue.journal().fills().stream()
                                .filter(fill -> fill.instrument().equals("GEN030"))
                                .mapToLong(fill -> fill.quantity().longValueExact())
                                .sum()
                        == shares);
    }

    private static String state(Door door, String scope) {
        return door.get("/v1/status").path("states").path(scope).asText();
    }

    private static void awaitAlert(Door door, String subject, long sinceNanos, String name) throws IOException {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions() // until it is noticed that the engine stands still, a question to it runs into its
                // limit
                .until(() -> door.get("/v1/status").path("alerts").has(subject));
        judgeSeconds(name + ".alert", sinceNanos, ALERT_SECONDS_MAX);
    }

    private static void judgeSeconds(String name, long sinceNanos, double secondsMax) {
        double seconds = (System.nanoTime() - sinceNanos) / 1e9;
        Report.line("fault", "%s after %.2f s (<= %.0f)", name, seconds, secondsMax);
        CampaignLog.record("fault." + name + ".seconds", 0, 1, seconds, seconds <= secondsMax);
        assertThat(seconds).as("%s", name).isLessThan(Report.GROSSLY * secondsMax);
    }

    /** Nothing new leaves, what is open is canceled, everybody has said everything; then the accounts are compared. */
    private Reckoning finish(Server server, OrderLoad load, String name) throws Exception {
        Door door = server.door();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            load.sendAgain();
            TimeUnit.MILLISECONDS.sleep(500);
            return load.unanswered() == 0;
        });
        door.post("/v1/kill", "{\"scope\":\"global\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode counters = door.get("/v1/status").path("counters");
            return counters.path("open").asInt() == 0
                    && counters.path("unresolved").asInt() == 0;
        });
        Report.line("fault", "%s: %s; %s", name, load, door.get("/v1/status").path("counters"));
        server.stop(door);
        venue.stop();
        Reckoning reckoning = Reckoning.of(venue, installation.data(), load.answered());
        reckoning.judge("fault." + name, 0, 1, 20);
        return reckoning;
    }

    @Test
    void shouldLeaveExitsOnlyWhileTheDiskIsNearlyFullAndGoOnWhenThereIsRoom() throws Exception {
        mount = Mount.inMemory(folder.resolve("disk"), DISK_MEBIBYTES);
        Server server = begin(mount.folder().resolve("data"));
        Door door = server.door();
        try (OrderLoad load = new OrderLoad(1, ORDERS_PER_SECOND, door)) {
            awaitPassing(load);
            assertThat(order(door, "BUY", 20)).isEqualTo("ALLOW");
            awaitFilled(20);
            long full = System.nanoTime();
            mount.fill(RESERVE_MIB * MIB / 2);
            awaitAlert(door, "disk", full, "disk-low");
            Awaitility.await().atMost(PATIENCE).until(() -> state(door, "host").startsWith("REDUCE_ONLY"));
            assertThat(order(door, "BUY", 1)).isEqualTo("DENY REDUCE_ONLY");
            assertThat(order(door, "SELL", 1)).as("an exit").isEqualTo("ALLOW");
            assertThat(state(door, "host")).startsWith("REDUCE_ONLY by disk: ").contains("MiB are free");

            long room = System.nanoTime();
            mount.empty();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> order(door, "BUY", 1).equals("ALLOW"));
            judgeSeconds("disk-low.back", room, BACK_SECONDS_MAX);
            assertThat(door.get("/v1/status").path("alerts").has("disk")).isFalse();
            load.end();
            finish(server, load, "disk-low");
        }
    }

    @Test
    void shouldComeBackKilledAndSayWhyWhenTheDiskWasFull() throws Exception {
        mount = Mount.inMemory(folder.resolve("disk"), DISK_MEBIBYTES);
        loseTheDisk("disk-full", server -> mount.fill(0), server -> mount.empty(), "");
    }

    /** Every write to a file fails, as on a disk that has gone read-only under the server. */
    @Test
    void shouldComeBackKilledAndSayWhyWhenTheDiskRefusedToBeWritten() throws Exception {
        loseTheDisk(
                "disk-refuses",
                server -> assertThat(Mount.run("prlimit", "--fsize=0:unlimited", "--pid", pid(server)))
                        .isTrue(),
                server -> assertThat(Mount.run("prlimit", "--fsize=unlimited", "--pid", pid(server)))
                        .isTrue(),
                "");
    }

    private static String pid(Server server) {
        return "" + server.process().pid();
    }

    private interface Fault {
        void happen(Server server) throws IOException;
    }

    private void loseTheDisk(String name, Fault breaks, Fault mends, String reason) throws Exception {
        Server server =
                begin(mount == null ? folder.resolve("data") : mount.folder().resolve("data"));
        try (OrderLoad load = new OrderLoad(2, ORDERS_PER_SECOND, server.door())) {
            awaitPassing(load);
            breaks.happen(server);
            long broken = System.nanoTime();
            Path file = installation.data().resolve("server.json");
            Awaitility.await().atMost(PATIENCE).until(() -> !Files.exists(file));
            judgeSeconds(name + ".noticed", broken, ALERT_SECONDS_MAX);
            int atVenue = venue.journal().orders().size();
            TimeUnit.SECONDS.sleep(2);
            assertThat(venue.journal().orders()).as("nothing leaves meanwhile").hasSize(atVenue);

            mends.happen(server);
            long mended = System.nanoTime();
            Door door = server.door();
            load.sendTo(door);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> state(door, "global").startsWith("KILLED"));
            judgeSeconds(name + ".back", mended, 3 * BACK_SECONDS_MAX);
            assertThat(state(door, "global")).contains("the log was lost: ").contains(reason);
            assertThat(order(door, "SELL", 1)).isEqualTo("DENY KILLED");
            Door.json(door.post("/v1/resume", "{\"scope\":\"global\"}"));
            load.sendAgain();
            awaitPassing(load);
            load.end();
            finish(server, load, name);
        }
    }

    /** As a disk does that finds an error in itself. Whoever wants to mend it has to end the server first. */
    @Test
    void shouldLetNothingLeaveOnceTheDiskIsReadOnlyAndLoseNothingWhenItIsMended() throws Exception {
        mount = Mount.onFile(folder.resolve("disk"), folder.resolve("image"), DISK_MEBIBYTES);
        // such a disk forgets what it was not made to write, as at a loss of power
        Server server = begin(mount.folder().resolve("data"), "power");
        Door door = server.door();
        try (OrderLoad load = new OrderLoad(6, ORDERS_PER_SECOND, door)) {
            awaitPassing(load);
            mount.goReadOnly();
            long broken = System.nanoTime();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> isShut(door));
            judgeSeconds("read-only.noticed", broken, ALERT_SECONDS_MAX);
            int atVenue = venue.journal().orders().size();
            TimeUnit.SECONDS.sleep(2);
            assertThat(venue.journal().orders()).as("nothing leaves meanwhile").hasSize(atVenue);
            Report.line("fault", "read-only, alive %s: %s", server.process().isAlive(), server.errors());

            server.kill9();
            mount.repair();
            long mended = System.nanoTime();
            Server next = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
            load.sendTo(next.door());
            load.sendAgain();
            awaitPassing(load);
            judgeSeconds("read-only.back", mended, 3 * BACK_SECONDS_MAX);
            load.end();
            finish(next, load, "read-only");
        }
    }

    private static boolean isShut(Door door) {
        try {
            return !door.get("/health").path("status").asText().equals("up");
        } catch (UncheckedIOException | IllegalStateException e) {
            return true;
        }
    }

    @Test
    void shouldRefuseToStartOnAFolderThatIsReadOnlyAndStartOnItOnceItIsNot() throws Exception {
        Server server = begin(folder.resolve("data"));
        server.stop(server.door());
        var words = Mount.seeingReadOnly(
                installation.data(),
                List.of(
                        installation.root().resolve("bin/portcullis").toString(),
                        "start",
                        "--data",
                        installation.data().toString()));
        Path said = folder.resolve("read-only.txt");
        Process refused = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(refused.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            refused.destroyForcibly();
        }
        Report.line("fault", "start on a read-only folder: exit %d, %s", refused.exitValue(), Files.readString(said));
        boolean pass = refused.exitValue() == 1
                && Files.readString(said).contains(installation.data().toString());
        CampaignLog.record("fault.read-only.start.refused", 0, 1, refused.exitValue(), pass);
        assertThat(pass).as(Files.readString(said)).isTrue();

        Server again = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> order(again.door(), "BUY", 1).equals("ALLOW"));
        again.stop(again.door());
    }

    @Test
    void shouldLetNothingLeaveWhileTheDiskHangsAndNothingThatIsOldAfterwards() throws Exception {
        mount = Mount.onFile(folder.resolve("disk"), folder.resolve("image"), DISK_MEBIBYTES);
        Server server = begin(mount.folder().resolve("data"));
        Door door = server.door();
        try (OrderLoad load = new OrderLoad(3, ORDERS_PER_SECOND, door)) {
            awaitPassing(load);
            mount.freeze();
            long frozen = System.nanoTime();
            awaitAlert(door, "core", frozen, "disk-hangs");
            assertThat(door.get("/v1/status").path("phase").asText()).isEqualTo("STALLED");
            HttpResponse<String> refused = door.post("/v1/orders", OrderLoad.order("hung", "GEN001", "BUY", 1));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("nothing was recorded, send it again");
            int atVenue = venue.journal().orders().size();
            TimeUnit.SECONDS.sleep(5);
            assertThat(venue.journal().orders()).as("nothing leaves meanwhile").hasSize(atVenue);
            mount.thaw();
            long thawed = System.nanoTime();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> order(door, "BUY", 1).equals("ALLOW"));
            judgeSeconds("disk-hangs.back", thawed, BACK_SECONDS_MAX);
            assertThat(state(door, "global")).isEmpty();
            load.sendAgain();
            awaitPassing(load);
            load.end();
            finish(server, load, "disk-hangs");
        }
    }

    @Test
    void shouldSendNothingOldAfterTheProcessStoodStill() throws Exception {
        Server server = begin(folder.resolve("data"));
        Door door = server.door();
        try (OrderLoad load = new OrderLoad(4, ORDERS_PER_SECOND, door)) {
            awaitPassing(load);
            signal(server, "STOP");
            long stopped = epochNanos();
            TimeUnit.SECONDS.sleep(STANDSTILL_SECONDS);
            long went = System.nanoTime();
            long again = epochNanos();
            signal(server, "CONT");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> order(door, "BUY", 1).equals("ALLOW"));
            judgeSeconds("standstill.back", went, BACK_SECONDS_MAX);
            load.sendAgain();
            awaitPassing(load);
            load.end();
            Reckoning reckoning = finish(server, load, "standstill");
            long old = reckoning.journal().orders().stream()
                    .filter(order -> order.receivedAtEpochNanos() > again)
                    .filter(order -> reckoning.day().passed().get(order.id()).timeNanos() < stopped)
                    .count();
            CampaignLog.record("standstill.oldOrdersSent", 4, STANDSTILL_SECONDS, old, old == 0);
            assertThat(old).as("orders decided before, sent after").isZero();
        }
    }

    @Test
    void shouldTradeOnWhileTheBusHasNoDiskAndBringItBack() throws Exception {
        mount = Mount.inMemory(folder.resolve("data").resolve("bus"), BUS_MEBIBYTES);
        Server server = begin(folder.resolve("data"));
        Door door = server.door();
        try (OrderLoad load = new OrderLoad(5, ORDERS_PER_SECOND, door)) {
            awaitPassing(load);
            mount.fill(0);
            long full = System.nanoTime();
            awaitAlert(door, "bus", full, "bus-down");
            // market data comes over the bus, so prices grow old and the gate says so; what it does not do is hang or
            // fail
            assertThat(order(door, "BUY", 1)).matches("ALLOW|DENY STALE_REFERENCE|DENY POLICY_DENIED");
            mount.empty();
            long mended = System.nanoTime();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !door.get("/v1/status").path("alerts").has("bus"));
            judgeSeconds("bus-down.back", mended, 2 * BACK_SECONDS_MAX);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> order(door, "BUY", 1).equals("ALLOW"));
            load.end();
            finish(server, load, "bus-down");
        }
    }

    private static void signal(Server server, String name) {
        assertThat(Mount.run("kill", "-" + name, pid(server))).isTrue();
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
