package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.store.FaultyProxy.Mode;
import io.portcullis.store.StoreHealth.State;
import io.portcullis.testkit.CampaignLog;
import java.nio.file.Path;
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

    private static final ProjectorSettings SMALL_BATCHES = new ProjectorSettings(
            1_000, 25, 25, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private FaultyProxy proxy;
    private StoreConfig direct;
    private StoreConfig faulty;

    @BeforeEach
    void open() throws Exception {
        proxy = new FaultyProxy(Postgres.shared().port());
        direct = Postgres.shared().database();
        faulty = Postgres.config(proxy.port(), Postgres.name(direct));
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
            for (int i = 0; i < 20; i++) {
                proxy.loseAfter(1 + i * 700L);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(proxy.cuts()).isPositive();
            drill.recovers("half open", drill.alertsSaid() > 0 ? drill.awaitAlert() : 0);
        }
    }

    @Test
    void shouldSurviveACrashOfTheServerInTheMiddleOfABatch() throws Exception {
        try (Postgres own = Postgres.own(folder);
                FaultyProxy way = new FaultyProxy(own.port())) {
            StoreConfig database = own.database();
            StoreConfig through = Postgres.config(way.port(), Postgres.name(database));
            try (FaultDrill drill = new FaultDrill(through, database, folder, 26)) {
                own.crashAndStartAgain();
                drill.recovers("kill -9 of the server", drill.awaitAlert());
            }
        }
    }

    /** Simulated: a trigger raises what PostgreSQL says when its disk is full, SQLSTATE 53100. */
    @Test
    void shouldSurviveADatabaseWithoutRoom() throws Exception {
        String name = Postgres.name(direct);
        try (FaultDrill drill = drill(27)) {
            Postgres.shared().execute(name, """
                    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
                    CREATE TRIGGER full_disk BEFORE INSERT ON orders EXECUTE FUNCTION no_room();
                    """);
            double alert = drill.awaitAlert();
            assertThat(alert).isLessThan(ALERT_SECONDS_MAX);
            assertThat(drill.projector().health().reason()).contains("No space left on device");
            Postgres.shared().execute(name, "DROP TRIGGER full_disk ON orders");
            drill.recovers("full (53100)", alert);
        }
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
            StoreConfig database = Postgres.shared().database();
            StoreConfig through = Postgres.config(proxy.port(), Postgres.name(database));
            try (Store store = Store.deferred(through);
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
            Optional<RowDifference> difference = new StoreDesk(database, folder)
                    .compare(new WholeLog(walk))
                    .difference();
            assertThat(difference).as("seed %d", seed).isEmpty();
        }
        long cuts = proxy.cuts() - before;
        assertThat(cuts).as("connections cut").isPositive();
        return cuts;
    }
}
