package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.store.Projector;
import io.portcullis.store.ProjectorSettings;
import io.portcullis.store.Store;
import io.portcullis.store.StoreConfig;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.archive.RecordedLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stopped server's data folder says: its log, the engine that the log makes, and its database.
 *
 * @param passed ids of the orders with a recorded ALLOW or REDUCE
 * @param decisionsByKey how often each idempotency key was judged
 * @param positions shares by instrument, in the engine that the log makes
 * @param stored executions in the database
 */
record RecordedDay(
        Map<String, DecisionRecord> passed,
        Map<String, Integer> decisionsByKey,
        Map<String, BigDecimal> positions,
        List<VenueJournal.Execution> stored) {

    /** Takes what an engine says in a replay: its words are in the log already. */
    static final Outbox NOWHERE = new Nowhere();

    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(120);

    static RecordedDay read(Path data) throws IOException, SQLException, InterruptedException {
        Map<String, DecisionRecord> passed = new HashMap<>();
        Map<String, Integer> byKey = new HashMap<>();
        try (DataLock lock = DataLock.acquire(data);
                PackCompiler compiler = new PackCompiler();
                DroolsGate gate = DroolsGate.lazy(compiler)) {
            RecordedLog log = RecordedLog.open(lock);
            Engine engine = new Engine(gate);
            log.replay(log.startPosition(), log.recordedPosition(), (position, event) -> {
                engine.on(position, event, NOWHERE);
                if (event instanceof EngineEvent.GateDecided decided) {
                    DecisionRecord record = decided.record();
                    byKey.merge(record.key(), 1, Integer::sum);
                    if (record.decision().passes()) {
                        passed.put(record.orderId().value(), record);
                    }
                }
            });
            catchUp(data, log);
            return new RecordedDay(passed, byKey, positions(engine), stored(data));
        }
    }

    /** Shares by instrument as they were once the log had come to a position, by a replay from its start in which every rule is asked. */
    static Map<String, BigDecimal> positionsAt(Path data, long position) throws IOException {
        try (DataLock lock = DataLock.acquire(data);
                PackCompiler compiler = new PackCompiler();
                DroolsGate gate = DroolsGate.lazy(compiler)) {
            RecordedLog log = RecordedLog.open(lock);
            Engine engine = new Engine(gate);
            log.replay(log.startPosition(), position, (at, event) -> engine.on(at, event, new Nowhere()));
            return positions(engine);
        }
    }

    /** The database may be behind the log when a server ends; what counts is what it holds once it has read on. */
    private static void catchUp(Path data, RecordedLog log) throws InterruptedException {
        try (Store store = Store.open(StoreConfig.embedded(data));
                Projector projector = new Projector(
                        store,
                        (from, handler) ->
                                log.replay(Math.max(from, log.startPosition()), log.recordedPosition(), handler::on),
                        ProjectorSettings.DEFAULT,
                        alarm -> {})) {
            projector.start();
            boolean complete = projector.awaitApplied(log.recordedPosition(), CATCH_UP_MAX);
            assertThat(complete)
                    .as("the database comes to the end of the log: %s", projector.status())
                    .isTrue();
        }
    }

    private static Map<String, BigDecimal> positions(Engine engine) {
        Map<String, BigDecimal> positions = new TreeMap<>();
        engine.books().portfolio().positions().stream()
                .filter(position -> position.quantityRaw() != 0)
                .forEach(position -> positions.put(
                        position.instrument().value(),
                        BigDecimal.valueOf(position.quantityRaw(), 8).stripTrailingZeros()));
        return positions;
    }

    private static List<VenueJournal.Execution> stored(Path data) throws SQLException {
        StoreConfig config = StoreConfig.embedded(data);
        List<VenueJournal.Execution> fills = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT exec_id, order_id, instrument, side, quantity, price FROM fills")) {
            while (rows.next()) {
                BigDecimal quantity = rows.getBigDecimal("quantity");
                boolean sold = rows.getString("side").equals(Side.SELL.name());
                fills.add(new VenueJournal.Execution(
                        rows.getString("exec_id"),
                        rows.getString("order_id"),
                        rows.getString("instrument"),
                        sold ? quantity.negate() : quantity,
                        rows.getBigDecimal("price")));
            }
        }
        return fills;
    }

    private static final class Nowhere implements Outbox {
        @Override
        public void append(EngineEvent.Produced event) {}

        @Override
        public void send(VenueId venue, VenueCommand command) {}
    }
}
