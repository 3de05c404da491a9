package io.portcullis.store;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The columns of fills. */
final class FillTable {
    private static final String INSERT = """
            INSERT INTO fills (venue, exec_id, log_position, order_id, instrument, side, quantity, price, fee, currency,
                time_nanos)
            VALUES (:venue, :exec, :position, :order, :instrument, :side, :quantity, :price, :fee, :currency, :time)
            """;

    private FillTable() {}

    /** The executions among these that are stored already, on whatever venue. */
    static List<FillKey> known(Handle handle, Collection<FillKey> keys) {
        return KeyLookup.rows(
                handle,
                "SELECT venue, exec_id FROM fills WHERE exec_id = ANY(:keys)",
                keys.stream().map(FillKey::exec).distinct().toList(),
                (row, context) -> new FillKey(row.getString("venue"), row.getString("exec_id")));
    }

    static void insert(Handle handle, List<RecordedFill> fills) {
        if (fills.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            for (RecordedFill recorded : fills) {
                Fill fill = recorded.fill();
                batch.bind("venue", recorded.venue().value())
                        .bind("exec", fill.execId().value())
                        .bind("position", recorded.position())
                        .bind("order", fill.orderId().value())
                        .bind("instrument", fill.instrument().value())
                        .bind("side", fill.side().name())
                        .bind("quantity", Decimals.of(fill.quantity()))
                        .bind("price", Decimals.of(fill.price()))
                        .bind("fee", Decimals.of(fill.fee()))
                        .bind("currency", fill.fee().currency().code())
                        .bind("time", fill.eventTimeNanos())
                        .add();
            }
            batch.execute();
        }
    }

    static RecordedFill read(ResultSet row, StatementContext context) throws SQLException {
        return new RecordedFill(
                row.getLong("log_position"),
                VenueId.of(row.getString("venue")),
                new Fill(
                        ExecId.of(row.getString("exec_id")),
                        ClientOrderId.of(row.getString("order_id")),
                        InstrumentId.of(row.getString("instrument")),
                        Side.valueOf(row.getString("side")),
                        Decimals.quantity(row, "quantity"),
                        Decimals.price(row, "price"),
                        Decimals.money(row, "fee"),
                        row.getLong("time_nanos")));
    }

    /** What makes an execution one. */
    record FillKey(String venue, String exec) {}
}
