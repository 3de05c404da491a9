package io.portcullis.store;

import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The columns of decisions and of their reasons: a record that is written comes back equal, chain included. */
final class DecisionTable {
    private static final String INSERT = """
            INSERT INTO decisions (sequence_number, log_position, cause_position, time_nanos, order_id, parent_id,
                order_key, account, trader, instrument, side, order_type, time_in_force, requested, limit_price,
                reference_price, equity, currency, propensity, reducing, verdict, quantity, pack_hash, facts,
                facts_version, chain)
            VALUES (:sequence, :position, :cause, :time, :order, :parent, :key, :account, :trader, :instrument, :side,
                :type, :timeInForce, :requested, :limit, :reference, :equity, :currency, :propensity, :reducing,
                :verdict, :quantity, :pack, :facts, :factsVersion, :chain)
            """;

    private static final String INSERT_REASON = """
            INSERT INTO decision_reasons (sequence_number, ordinal, code, rule, label, found, allowed)
            VALUES (:sequence, :ordinal, :code, :rule, :label, :found, :allowed)
            """;

    private DecisionTable() {}

    static void insert(Handle handle, List<RecordedDecision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(INSERT);
                PreparedBatch reasons = handle.prepareBatch(INSERT_REASON)) {
            for (RecordedDecision decision : decisions) {
                bindRequest(rows, decision);
                bindAnswer(rows, decision.record());
                rows.add();
                bindReasons(reasons, decision.record());
            }
            rows.execute();
            if (reasons.size() > 0) {
                reasons.execute();
            }
        }
    }

    private static void bindRequest(PreparedBatch rows, RecordedDecision decision) {
        DecisionRecord record = decision.record();
        rows.bind("sequence", record.sequence())
                .bind("position", decision.position())
                .bind("cause", record.causePosition())
                .bind("time", record.timeNanos())
                .bind("order", record.orderId().value())
                .bind(
                        "parent",
                        record.parentId() == null ? null : record.parentId().value())
                .bind("key", record.key())
                .bind("account", record.account().value())
                .bind("trader", record.trader().value())
                .bind("instrument", record.instrument().value())
                .bind("side", record.side().name())
                .bind("type", record.type().name())
                .bind("timeInForce", record.timeInForce().name())
                .bind("requested", Decimals.of(record.requested()))
                .bind("limit", Decimals.of(record.limit()));
    }

    private static void bindAnswer(PreparedBatch rows, DecisionRecord record) {
        GateDecision decision = record.decision();
        rows.bind("reference", Decimals.of(record.reference()))
                .bind("equity", Decimals.of(record.equity()))
                .bind("currency", record.equity().currency().code())
                .bind("propensity", record.propensity())
                .bind("reducing", record.reducing())
                .bind("verdict", decision.verdict().name())
                .bind("quantity", Decimals.of(decision.quantity()))
                .bind("pack", decision.pack().hex())
                .bind("facts", factsText(record.facts()))
                .bind("factsVersion", record.factsVersion())
                .bind("chain", record.chain());
    }

    private static void bindReasons(PreparedBatch reasons, DecisionRecord record) {
        int ordinal = 0;
        for (Reason reason : record.decision().reasons()) {
            reasons.bind("sequence", record.sequence())
                    .bind("ordinal", ordinal++)
                    .bind("code", reason.code().name())
                    .bind("rule", reason.rule())
                    .bind("label", reason.label())
                    .bind("found", numberOrNull(reason.value()))
                    .bind("allowed", numberOrNull(reason.limit()))
                    .add();
        }
    }

    private static Double numberOrNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Text that gives the very same doubles back; a column of bytes would have a different type in each database. */
    private static String factsText(double[] facts) {
        StringBuilder text = new StringBuilder(16 * facts.length);
        for (double fact : facts) {
            text.append(text.isEmpty() ? "" : " ");
            if (isShortWhole(fact)) {
                text.append((long) fact).append(".0"); // what Double.toString would say, in a tenth of its time
            } else {
                text.append(fact);
            }
        }
        return text.toString();
    }

    private static boolean isShortWhole(double fact) {
        return Math.abs(fact) < 1e7 && fact == (long) fact && (fact != 0 || 1 / fact > 0);
    }

    private static double[] facts(String text) {
        if (text.isEmpty()) {
            return new double[0];
        }
        String[] parts = text.split(" ");
        double[] facts = new double[parts.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = Double.parseDouble(parts[i]);
        }
        return facts;
    }

    /** The decisions of these sequence numbers, in their order in the log. */
    static List<RecordedDecision> load(Handle handle, List<Long> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Reason>> reasons = loadReasons(handle, sequences);
        return handle.createQuery(
                        "SELECT * FROM decisions WHERE sequence_number IN (<sequences>) ORDER BY sequence_number")
                .bindList("sequences", sequences)
                .map((row, context) -> read(row, reasons.getOrDefault(row.getLong("sequence_number"), List.of())))
                .list();
    }

    private static Map<Long, List<Reason>> loadReasons(Handle handle, List<Long> sequences) {
        Map<Long, List<Reason>> reasons = new HashMap<>();
        handle.createQuery("""
                        SELECT * FROM decision_reasons WHERE sequence_number IN (<sequences>)
                        ORDER BY sequence_number, ordinal
                        """)
                .bindList("sequences", sequences)
                .map((row, context) -> Map.entry(row.getLong("sequence_number"), readReason(row)))
                .forEach(entry -> reasons.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue()));
        return reasons;
    }

    private static Reason readReason(ResultSet row) throws SQLException {
        return new Reason(
                ReasonCode.valueOf(row.getString("code")),
                row.getString("rule"),
                numberOrNaN(row, "found"),
                numberOrNaN(row, "allowed"));
    }

    private static double numberOrNaN(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private static RecordedDecision read(ResultSet row, List<Reason> reasons) throws SQLException {
        String parent = row.getString("parent_id");
        return new RecordedDecision(
                row.getLong("log_position"),
                new DecisionRecord(
                        row.getLong("sequence_number"),
                        row.getLong("cause_position"),
                        row.getLong("time_nanos"),
                        ClientOrderId.of(row.getString("order_id")),
                        parent == null ? null : ClientOrderId.of(parent),
                        row.getString("order_key"),
                        AccountId.of(row.getString("account")),
                        TraderId.of(row.getString("trader")),
                        InstrumentId.of(row.getString("instrument")),
                        Side.valueOf(row.getString("side")),
                        OrderType.valueOf(row.getString("order_type")),
                        TimeInForce.valueOf(row.getString("time_in_force")),
                        Decimals.quantity(row, "requested"),
                        Decimals.price(row, "limit_price"),
                        Decimals.price(row, "reference_price"),
                        Decimals.money(row, "equity"),
                        row.getDouble("propensity"),
                        row.getBoolean("reducing"),
                        new GateDecision(
                                Verdict.valueOf(row.getString("verdict")),
                                Decimals.quantity(row, "quantity"),
                                reasons,
                                new PackHash(row.getString("pack_hash"))),
                        facts(row.getString("facts")),
                        row.getInt("facts_version"),
                        row.getString("chain")));
    }
}
