package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database is thrown away and made anew, and whoever touches a row of it is found. */
final class StoreDeskTest {
    private static final int STEPS = 600;
    private static final Walk WALK = new Walk(5).run(STEPS);
    private static final WholeLog LOG = new WholeLog(WALK);

    @TempDir
    Path folder;

    private Path scratch;

    /** The two kinds. */
    enum Kind {
        H2,
        POSTGRES
    }

    @BeforeEach
    void locate() {
        scratch = folder.resolve("scratch");
    }

    private StoreConfig database(Kind kind) {
        return kind == Kind.H2 ? StoreConfig.embedded(folder) : TestDatabases.postgres();
    }

    private static void project(StoreConfig config, CatchUp log, long position) throws InterruptedException {
        try (Store store = Store.open(config);
                Projector projector = new Projector(store, log, ProjectorSettings.DEFAULT, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(position, Duration.ofSeconds(60))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldMakeTheSameRowsAnewAsTheLiveServerMade(Kind kind) throws Exception {
        StoreConfig config = database(kind);
        project(config, LOG, WALK.lastPosition());
        StoreDesk desk = new StoreDesk(config, scratch);
        assertThat(desk.compare(LOG)).isEqualTo(new StoreDesk.Comparison(Optional.empty(), WALK.lastPosition()));
        change(config, "DELETE FROM orders");
        assertThat(desk.compare(LOG).difference()).isPresent();

        desk.rebuild(LOG);
        assertThat(desk.compare(LOG).difference()).isEmpty();
        try (Store store = Store.open(config)) {
            assertThat(store.queries().checkChain().value().holds()).isTrue();
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(WALK.lastPosition());
        }
        assertThat(Files.list(scratch)).isEmpty();
        goesOn(config, desk);
    }

    /** A projector takes over where the rebuild ended, indexes and all. */
    private static void goesOn(StoreConfig config, StoreDesk desk) throws Exception {
        Walk longer = new Walk(5).run(STEPS).run(500);
        project(config, longer::replay, longer.lastPosition());
        assertThat(desk.compare(new WholeLog(longer)).difference()).isEmpty();
    }

    @Test
    void shouldNameTheFirstRowThatSomebodyTouched() throws Exception {
        StoreConfig config = database(Kind.H2);
        StoreDesk desk = new StoreDesk(config, scratch);
        desk.rebuild(LOG);
        Path sound = Files.copy(config.file(), folder.resolve("sound"));
        for (String sql : List.of(
                "UPDATE decisions SET requested = requested + 1 WHERE sequence_number = 17",
                "DELETE FROM decisions WHERE sequence_number = 17",
                "UPDATE decisions SET sequence_number = 100017 WHERE sequence_number = 17",
                "UPDATE decision_reasons SET label = 'other' WHERE ordinal = 0",
                "UPDATE orders SET state = 'FILLED' WHERE sequence_number = 17 AND state <> 'FILLED'"
                        + " OR sequence_number = 18 AND state <> 'FILLED'",
                "UPDATE fills SET price = price + 0.01 WHERE exec_id = 'E17'",
                "INSERT INTO fills SELECT venue, 'E0', 1, order_id, instrument, side, quantity, price, fee, currency,"
                        + " time_nanos FROM fills WHERE exec_id = 'E17'",
                "UPDATE positions SET quantity = quantity + 1 WHERE instrument = 'INSTR2'",
                "UPDATE equity_days SET cash = cash - 1 WHERE log_position = (SELECT MAX(log_position) FROM equity_days)",
                "UPDATE trading_states SET changed_by = 'somebody'",
                "DELETE FROM corporate_actions",
                "UPDATE sessions SET capital = 1")) {
            Files.copy(sound, config.file(), StandardCopyOption.REPLACE_EXISTING);
            change(config, sql);
            String table =
                    sql.replaceAll(" SELECT .*", "").replaceAll("(UPDATE|DELETE FROM|INSERT INTO) (\\w+).*", "$2");
            assertThat(desk.compare(LOG).difference())
                    .as(sql)
                    .hasValueSatisfying(
                            difference -> assertThat(difference.line()).startsWith("table " + table));
        }
    }

    /** A live server gives up after seconds; whole tables take longer than that. */
    @Test
    void shouldWaitLongerThanALiveServer() {
        StoreConfig live = TestDatabases.at(5432, "any");
        assertThat(live.driver()).containsEntry("socketTimeout", "3");
        assertThat(live.patient().driver()).containsEntry("socketTimeout", "660");
        assertThat(live.patient().driver().get("options"))
                .contains("statement_timeout=600000 ", "idle_in_transaction_session_timeout=600000");
        StoreConfig file = StoreConfig.embedded(folder);
        assertThat(file.patient()).isEqualTo(file);
    }

    @Test
    void shouldSayThatTheLogWasCutWhenTheDatabaseIsAhead() throws Exception {
        StoreConfig config = database(Kind.H2);
        StoreDesk desk = new StoreDesk(config, scratch);
        desk.rebuild(LOG);
        Walk shorter = new Walk(5).run(STEPS - 200);
        assertThat(desk.compare(new WholeLog(shorter)).difference())
                .hasValueSatisfying(difference -> assertThat(difference.line())
                        .contains("the log ends at " + shorter.lastPosition(), "the log was cut"));
    }

    private static void change(StoreConfig config, String sql) {
        try (Store store = Store.open(config)) {
            int changed = store.jdbi().withHandle(handle -> handle.execute(sql));
            assertThat(changed).as(sql).isPositive();
        }
    }
}
