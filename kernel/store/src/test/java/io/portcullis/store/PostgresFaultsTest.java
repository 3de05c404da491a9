package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.store.StoreHealth.State;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.testkit.FaultyProxy;
import io.portcullis.testkit.FaultyProxy.Mode;
import io.portcullis.testkit.Mount;
import io.portcullis.testkit.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL behind a network that goes wrong. */
final class PostgresFaultsTest {
    /** Somebody must be told within five seconds; a busy test machine gets more before the build fails. */
    private static final double ALERT_SECONDS_MAX = 15;

    private static final int SMALL_DISK_MEBIBYTES = 32;

    private static final ProjectorSettings SMALL_BATCHES =
            new ProjectorSettings(1_000, 25, 25, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private FaultyProxy proxy;
    private String database;
    private StoreConfig direct;
    private StoreConfig faulty;

    @BeforeEach
    void open() throws Exception {
        proxy = new FaultyProxy(Postgres.shared().port());
        use(Postgres.shared().create());
    }

    private void use(String name) {
        database = name;
        direct = TestDatabases.at(Postgres.shared().port(), name);
        faulty = TestDatabases.at(proxy.port(), name);
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
    }

    private FaultDrill drill(long seed) {
        return new FaultDrill(faulty, direct, folder, seed);
    }

    @Test
    void shouldSurviveADatabaseThatRefuses() throws Exception {
        down(Mode.REFUSE, "refused", 21);
    }

    @Test
    void shouldSurviveADatabaseThatDoesNotAnswer() throws Exception {
        down(Mode.BLACK_HOLE, "in a black hole", 22);
    }

    private void down(Mode mode, String fault, long seed) throws Exception {
        try (FaultDrill drill = drill(seed)) {
            drill.begins();
            proxy.set(mode);
            double alert = drill.awaitAlert();
            assertThat(alert).isLessThan(ALERT_SECONDS_MAX);
            assertThat(drill.projector().health().state()).isEqualTo(State.DOWN);
            assertThat(drill.projector().health().lagPositions()).isPositive();
            proxy.set(Mode.PASS);
            drill.recovers(fault, alert);
        }
    }

    @Test
    void shouldFallBehindADatabaseThatIsSlowAndCatchUp() throws Exception {
        try (FaultDrill drill = drill(23)) {
            drill.begins();
            proxy.set(Mode.SLOW);
            double alert = drill.awaitAlert();
            assertThat(alert).isLessThan(ALERT_SECONDS_MAX);
            proxy.set(Mode.PASS);
            drill.recovers("slow, 2 s an answer", alert);
        }
    }

    @Test
    void shouldSurviveADatabaseThatComesAndGoes() throws Exception {
        try (FaultDrill drill = drill(24)) {
            drill.begins();
            for (int i = 0; i < 4; i++) {
                proxy.set(Mode.REFUSE);
                TimeUnit.MILLISECONDS.sleep(500);
                proxy.set(Mode.PASS);
                TimeUnit.MILLISECONDS.sleep(500);
            }
            drill.recovers("flapping at 1 Hz", drill.awaitAlert());
        }
    }

    /** The server keeps a transaction open, and with it the projection's row locked, that nobody will ever end. */
    @Test
    void shouldSurviveAConnectionThatOnlyTheServerBelievesIn() throws Exception {
        try (FaultDrill drill = drill(25)) {
            drill.begins();
            for (int i = 0; i < 20; i++) {
                proxy.loseAfter(1 + i * 700L);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(proxy.cuts()).isPositive();
            drill.recovers("half open", drill.awaitAlert());
        }
    }

    @Test
    void shouldSurviveACrashOfTheServerInTheMiddleOfABatch() throws Exception {
        try (Postgres own = Postgres.own(folder);
                FaultyProxy way = new FaultyProxy(own.port())) {
            String name = own.create();
            StoreConfig through = TestDatabases.at(way.port(), name);
            try (FaultDrill drill = new FaultDrill(through, TestDatabases.at(own.port(), name), folder, 26)) {
                drill.begins();
                own.crashAndStartAgain();
                drill.recovers("kill -9 of the server", drill.awaitAlert());
            }
        }
    }

    /**
     * Where a file system may be mounted (as root), the tables lie on one of a few megabytes that is then filled: PostgreSQL meets
     * ENOSPC and says 53100 of itself. Elsewhere a trigger says it in PostgreSQL's place.
     */
    @Test
    void shouldSurviveADatabaseWithoutRoom() throws Exception {
        Optional<Mount> disk = Mount.ifAllowed(folder.resolve("disk"), SMALL_DISK_MEBIBYTES);
        if (disk.isEmpty()) {
            full("full (53100 by a trigger: no file system may be mounted here)", this::refuseRows, this::takeRows);
            return;
        }
        try (Mount small = disk.get()) {
            Path tables = Files.createDirectory(small.folder().resolve("tables"));
            Files.setPosixFilePermissions(tables, PosixFilePermissions.fromString("rwx------"));
            use(Postgres.shared().createIn(tables));
            full("full (53100 by a file system without room)", () -> small.fill(0), small::empty);
            Postgres.shared().execute(Postgres.USER, "DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    private interface Act {
        void happen() throws Exception;
    }

    private void full(String fault, Act breaks, Act mends) throws Exception {
        try (FaultDrill drill = drill(27)) {
            drill.begins();
            breaks.happen();
            double alert = drill.awaitAlert();
            assertThat(alert).isLessThan(ALERT_SECONDS_MAX);
            assertThat(drill.projector().health().reason()).contains("No space left on device");
            mends.happen();
            drill.recovers(fault, alert);
        }
    }

    private void refuseRows() {
        Postgres.shared().execute(database, """
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON orders EXECUTE FUNCTION no_room();
                """);
    }

    private void takeRows() {
        Postgres.shared().execute(database, "DROP TRIGGER full_disk ON orders");
    }

    @Test
    void shouldApplyEveryEventOnceWhereverTheConnectionIsCut() throws Exception {
        cutAnywhere(1, 6);
    }

    @Test
    @Tag("campaign")
    void shouldApplyEveryEventOnceWhereverTheConnectionIsCutManyTimes() throws Exception {
        int runs = 200;
        long cuts = cutAnywhere(1_000, runs);
        CampaignLog.record("store.postgres.cut-mid-batch", 1_000, runs, cuts, true);
    }

    private long cutAnywhere(long firstSeed, int runs) throws Exception {
        long before = proxy.cuts();
        for (long seed = firstSeed; seed < firstSeed + runs; seed++) {
            Walk walk = new Walk(seed).run(1_200);
            Random random = new Random(seed);
            use(Postgres.shared().create());
            try (Store store = Store.deferred(faulty);
                    Projector projector = new Projector(store, walk::replay, SMALL_BATCHES, line -> {})) {
                projector.start();
                for (int cut = 0; cut < 4; cut++) {
                    proxy.cutAfter(1 + random.nextInt(120_000));
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
                }
                assertThat(projector.awaitApplied(walk.lastPosition(), Duration.ofSeconds(60)))
                        .as("seed %d: %s", seed, projector.status())
                        .isTrue();
            }
            proxy.cutAfter(0);
            Optional<RowDifference> difference =
                    new StoreDesk(direct, folder).compare(new WholeLog(walk)).difference();
            assertThat(difference).as("seed %d", seed).isEmpty();
        }
        long cuts = proxy.cuts() - before;
        assertThat(cuts).as("connections cut").isPositive();
        return cuts;
    }
}
