package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.testkit.FaultyProxy;
import io.portcullis.testkit.FaultyProxy.Mode;
import io.portcullis.testkit.Mount;
import io.portcullis.testkit.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that trades while its PostgreSQL is slow, silent, gone, killed and full: orders go on, somebody is told, and in the end
 * each row stands there once.
 */
@Tag("campaign")
class DatabaseIT {
    private static final int ORDERS_PER_SECOND = 50;
    private static final int ORDERS_MEANWHILE = 25;
    private static final int DISK_MEBIBYTES = 32;
    private static final int DIFFERENT = 4;
    private static final double ALERT_SECONDS_MAX = 5;
    private static final double BACK_SECONDS_MAX = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private Postgres postgres;
    private FaultyProxy proxy;
    private Optional<Mount> disk = Optional.empty();
    private String database;
    private Installation installation;

    @BeforeEach
    void open() throws Exception {
        postgres = Postgres.own(Files.createDirectory(folder.resolve("postgres")));
        proxy = new FaultyProxy(postgres.port());
        disk = Mount.ifAllowed(folder.resolve("disk"), DISK_MEBIBYTES);
        if (disk.isPresent()) {
            Path tables = Files.createDirectory(disk.get().folder().resolve("tables"));
            Files.setPosixFilePermissions(tables, PosixFilePermissions.fromString("rwx------"));
            database = postgres.createIn(tables);
        } else {
            database = postgres.create();
        }
        installation = Installation.copy(folder);
        installation.set("etc/store.cfg", "store", "postgresql");
        installation.set("etc/store.cfg", "port", "" + proxy.port());
        installation.set("etc/store.cfg", "database", database);
        installation.set("etc/store.cfg", "user", Postgres.USER);
        installation.set("etc/store.cfg", "statement.timeout.millis", "1500");
        installation.set("etc/store.cfg", "answer.timeout.seconds", "2");
    }

    @AfterEach
    void close() throws Exception {
        installation.close();
        proxy.close();
        postgres.close();
        disk.ifPresent(Mount::close);
    }

    private interface Act {
        void happen() throws Exception;
    }

    /** What befalls the database, and what ends it. */
    private record Fault(Act breaks, Act mends) {}

    @Test
    void shouldGoOnTradingWhateverHappensToTheDatabaseAndCatchUpExactlyOnce() throws Exception {
        VenueSim venue = installation.venueSim(folder.resolve("venue").resolve("venue.journal"), 1);
        Server server = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
        Door door = server.door();
        OrderLoad.awaitPrices(door);
        awaitUp(door);
        try (OrderLoad load = new OrderLoad(5, ORDERS_PER_SECOND, door)) {
            Map<String, Fault> all = new TreeMap<>(Map.of(
                    "slow", new Fault(() -> proxy.set(Mode.SLOW), () -> proxy.set(Mode.PASS)),
                    "silent", new Fault(() -> proxy.set(Mode.BLACK_HOLE), () -> proxy.set(Mode.PASS)),
                    "refused", new Fault(() -> proxy.set(Mode.REFUSE), () -> proxy.set(Mode.PASS)),
                    "killed", new Fault(this::kill, () -> proxy.set(Mode.PASS)),
                    "full", new Fault(this::fill, this::empty)));
            for (Map.Entry<String, Fault> fault : all.entrySet()) {
                happen(fault.getKey(), fault.getValue(), door, load);
            }
            load.end();
            Report.line("database", "%s; %s", load, door.get("/v1/status").path("counters"));
        }
        server.stop(door);
        venue.stop();
        compares();
    }

    /** While the server is started again nobody reaches it. */
    private void kill() throws Exception {
        postgres.crashAndStartAgain();
        proxy.set(Mode.REFUSE);
    }

    private void fill() throws Exception {
        if (disk.isPresent()) {
            disk.get().fill(0);
            return;
        }
        postgres.execute(database, """
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON orders EXECUTE FUNCTION no_room();
                """);
    }

    private void empty() throws Exception {
        if (disk.isPresent()) {
            disk.get().empty();
        } else {
            postgres.execute(database, "DROP TRIGGER full_disk ON orders");
        }
    }

    private void happen(String name, Fault fault, Door door, OrderLoad load) throws Exception {
        long broken = System.nanoTime();
        fault.breaks().happen();
        Awaitility.await().atMost(PATIENCE).until(() -> alert(door).isPresent());
        double alertSeconds = (System.nanoTime() - broken) / 1e9;
        String said = alert(door).orElse("over already");
        long before = load.passed();
        Awaitility.await().atMost(PATIENCE).until(() -> load.passed() >= before + ORDERS_MEANWHILE);
        assertThat(door.get("/v1/status").path("states").path("global").asText())
                .isEmpty();
        assertThat(door.get("/v1/status").path("database").asText()).containsAnyOf("DOWN", "BEHIND");
        fault.mends().happen();
        long mended = System.nanoTime();
        awaitUp(door);
        double backSeconds = (System.nanoTime() - mended) / 1e9;
        Report.line(
                "database",
                "%s%s: alert after %.1f s (<= %.0f): %s; %d orders passed meanwhile; caught up %.1f s after its end (<= %.0f)",
                name,
                name.equals("full")
                        ? disk.map(room -> " (a file system without room)").orElse(" (by a trigger)")
                        : "",
                alertSeconds,
                ALERT_SECONDS_MAX,
                said,
                load.passed() - before,
                backSeconds,
                BACK_SECONDS_MAX);
        boolean pass = alertSeconds <= ALERT_SECONDS_MAX && backSeconds <= BACK_SECONDS_MAX;
        CampaignLog.record("database." + name + ".back.seconds", 5, 1, backSeconds, pass);
        assertThat(alertSeconds).as(name).isLessThan(Report.GROSSLY * ALERT_SECONDS_MAX);
        assertThat(backSeconds).as(name).isLessThan(Report.GROSSLY * BACK_SECONDS_MAX);
    }

    private static Optional<String> alert(Door door) {
        JsonNode alert = door.get("/v1/status").path("alerts").path("database");
        return alert.isMissingNode() ? Optional.empty() : Optional.of(alert.asText());
    }

    private static void awaitUp(Door door) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> door.get("/v1/status").path("database").asText().equals("UP")
                        && alert(door).isEmpty());
    }

    /** Every row against the log; made anew it is the same; and a row that somebody touches is named. */
    private void compares() {
        var first = store("verify");
        assertThat(first.status()).as(first.out() + first.err()).isZero();
        JsonNode comparison = Door.json(first.out());
        assertThat(comparison.path("appliedPosition").asLong()).isPositive();
        Report.line("database", "every row is what the log says: %s", comparison);

        postgres.execute(
                database,
                "UPDATE fills SET price = price + 0.01 WHERE log_position ="
                        + " (SELECT MAX(log_position) FROM fills)");
        var touched = storeHere("verify");
        assertThat(touched.status()).as(touched.out() + touched.err()).isEqualTo(DIFFERENT);
        assertThat(Door.json(touched.out()).path("first").asText())
                .startsWith("table fills")
                .contains("price is ");

        var rebuilt = store("rebuild");
        assertThat(rebuilt.status()).as(rebuilt.out() + rebuilt.err()).isZero();
        var again = storeHere("verify");
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(Door.json(again.out()).path("appliedPosition").asLong())
                .isEqualTo(Door.json(again.out()).path("position").asLong());
    }

    private Installation.Outcome store(String command) {
        return installation.run(words(command));
    }

    private Installation.Outcome storeHere(String command) {
        return installation.runHere(words(command));
    }

    private String[] words(String command) {
        return new String[] {
            "store", command, "--json", "--data", installation.data().toString()
        };
    }
}
