package io.portcullis.store;

import io.portcullis.engine.gate.DecisionChain;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Questions about the past. Each answer and its position come from one snapshot of the database. Thread-safe; throws
 * {@link StoreException} or a JDBI exception while the database is away.
 */
public final class Queries {
    /** The chain is checked this many decisions at a time. */
    private static final int PAGE = 500;

    private final Store store;

    Queries(Store store) {
        this.store = store;
    }

    /** The decision on an order. */
    public Answer<Optional<RecordedDecision>> decision(ClientOrderId orderId) {
        return ask(handle -> {
            List<Long> sequences = handle.createQuery("SELECT sequence_number FROM orders WHERE order_id = :order")
                    .bind("order", orderId.value())
                    .mapTo(Long.class)
                    .list();
            return DecisionTable.load(handle, sequences).stream().findFirst();
        });
    }

    /** The newest decisions that a filter lets through, in the order in which they were made. */
    public Answer<List<RecordedDecision>> decisions(DecisionFilter filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        restrict(conditions, values, "d.instrument = :instrument", "instrument", text(filter.instrument()));
        restrict(conditions, values, "d.time_nanos >= :from", "from", filter.fromNanos());
        restrict(conditions, values, "d.time_nanos < :to", "to", filter.toNanos());
        restrict(conditions, values, "d.verdict = :verdict", "verdict", text(filter.verdict()));
        restrict(
                conditions,
                values,
                "EXISTS (SELECT 1 FROM decision_reasons r"
                        + " WHERE r.sequence_number = d.sequence_number AND r.label = :label)",
                "label",
                filter.label());
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String newest = "SELECT d.sequence_number FROM decisions d" + where
                + " ORDER BY d.sequence_number DESC FETCH FIRST :rows ROWS ONLY";
        values.put("rows", filter.rowsMax());
        return ask(handle -> DecisionTable.load(
                handle,
                handle.createQuery(newest).bindMap(values).mapTo(Long.class).list()));
    }

    /** How many orders each label had a hand in denying. */
    public Answer<SortedMap<String, Long>> deniedByLabel() {
        return ask(handle -> {
            SortedMap<String, Long> counts = new TreeMap<>();
            handle.createQuery("""
                            SELECT r.label, COUNT(DISTINCT d.sequence_number) AS denied
                            FROM decisions d JOIN decision_reasons r ON r.sequence_number = d.sequence_number
                            WHERE d.verdict = 'DENY' AND r.code <> 'POLICY_WARNED'
                            GROUP BY r.label
                            """)
                    .map((row, context) -> Map.entry(row.getString("label"), row.getLong("denied")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /** What became of an order. */
    public Answer<Optional<RecordedOrder>> order(ClientOrderId orderId) {
        return ask(handle -> handle.createQuery("SELECT * FROM orders WHERE order_id = :order")
                .bind("order", orderId.value())
                .map(OrderTable::read)
                .findOne());
    }

    /** How many orders stand in each state. */
    public Answer<SortedMap<String, Long>> ordersByState() {
        return ask(handle -> {
            SortedMap<String, Long> counts = new TreeMap<>();
            handle.createQuery("SELECT state, COUNT(*) AS orders FROM orders GROUP BY state")
                    .map((row, context) -> Map.entry(row.getString("state"), row.getLong("orders")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /** The executions of an order. */
    public Answer<List<RecordedFill>> fills(ClientOrderId orderId) {
        return ask(handle -> handle.createQuery("SELECT * FROM fills WHERE order_id = :order ORDER BY log_position")
                .bind("order", orderId.value())
                .map(FillTable::read)
                .list());
    }

    /** The executions in an instrument, or in all when it is null, behind a log position: pages by the last one's position. */
    public Answer<List<RecordedFill>> fills(InstrumentId instrument, long afterPosition, int rowsMax) {
        String only = instrument == null ? "" : " AND instrument = :instrument";
        return ask(handle -> {
            Query query = handle.createQuery("SELECT * FROM fills WHERE log_position > :after" + only
                            + " ORDER BY log_position FETCH FIRST :rows ROWS ONLY")
                    .bind("after", afterPosition)
                    .bind("rows", rowsMax);
            return (instrument == null ? query : query.bind("instrument", instrument.value()))
                    .map(FillTable::read)
                    .list();
        });
    }

    /** Positions that are not flat, by instrument. */
    public Answer<List<HeldPosition>> positions() {
        return ask(handle -> handle.createQuery("SELECT * FROM positions WHERE quantity <> 0 ORDER BY instrument")
                .map(PositionTable::read)
                .list());
    }

    /** Equity at the end of each trading date. */
    public Answer<List<EngineEvent.DayClosed>> equityCurve() {
        return ask(handle -> handle.createQuery("SELECT * FROM equity_days ORDER BY log_position")
                .map(StateTable::readDay)
                .list());
    }

    /** Every kill, reduce-only, resume and change by the engine. */
    public Answer<List<TradingStateChange>> tradingStates() {
        return ask(handle -> handle.createQuery("SELECT * FROM trading_states ORDER BY log_position")
                .map(StateTable::readChange)
                .list());
    }

    /** Recomputes the hash chain over all projected decisions, so that an edited, deleted or inserted one is found. */
    public Answer<ChainCheck> checkChain() {
        return ask(handle -> {
            DecisionChain chain = new DecisionChain();
            List<RecordedDecision> page = page(handle, 0);
            while (!page.isEmpty()) {
                for (RecordedDecision decision : page) {
                    long sequence = decision.record().sequence();
                    boolean holds = sequence == chain.sequence() + 1
                            && chain.next(chain.head(), decision.record())
                                    .equals(decision.record().chain());
                    if (!holds) {
                        return new ChainCheck(chain.sequence(), chain.head(), chain.sequence() + 1);
                    }
                    chain.advance(decision.record());
                }
                page = page(handle, chain.sequence());
            }
            return new ChainCheck(chain.sequence(), chain.head(), 0);
        });
    }

    private static List<RecordedDecision> page(Handle handle, long after) {
        List<Long> sequences = handle.createQuery("""
                        SELECT sequence_number FROM decisions WHERE sequence_number > :after ORDER BY sequence_number
                        FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", PAGE)
                .mapTo(Long.class)
                .list();
        return DecisionTable.load(handle, sequences);
    }

    private static void restrict(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private <T> Answer<T> ask(Function<Handle, T> question) {
        return store.jdbi()
                .inTransaction(
                        TransactionIsolationLevel.REPEATABLE_READ,
                        handle -> new Answer<>(Projection.applied(handle), question.apply(handle)));
    }
}
