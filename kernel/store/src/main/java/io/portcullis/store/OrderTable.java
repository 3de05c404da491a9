package io.portcullis.store;

import io.portcullis.engine.order.OrderState;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The columns of orders. */
final class OrderTable {
    private static final String INSERT = """
            INSERT INTO orders (order_id, sequence_number, venue, instrument, side, quantity, filled, state,
                venue_order_id, reason, decided_nanos, log_position)
            VALUES (:order, :sequence, :venue, :instrument, :side, :quantity, :filled, :state, :venueOrder, :reason,
                :decided, :position)
            """;

    private static final String UPDATE = """
            UPDATE orders SET filled = :filled, state = :state, venue_order_id = :venueOrder, reason = :reason,
                log_position = :position
            WHERE order_id = :order
            """;

    private OrderTable() {}

    static List<RecordedOrder> load(Handle handle, Collection<String> orderIds) {
        return KeyLookup.rows(handle, "SELECT * FROM orders WHERE order_id = ANY(:keys)", orderIds, OrderTable::read);
    }

    static void write(Handle handle, Collection<OrderRow> rows) {
        List<RecordedOrder> fresh =
                rows.stream().filter(row -> !row.stored()).map(OrderRow::order).toList();
        List<RecordedOrder> changed = rows.stream()
                .filter(row -> row.stored() && row.changed())
                .map(OrderRow::order)
                .toList();
        if (!fresh.isEmpty()) {
            insert(handle, fresh);
        }
        if (!changed.isEmpty()) {
            update(handle, changed);
        }
    }

    private static void insert(Handle handle, List<RecordedOrder> orders) {
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            for (RecordedOrder order : orders) {
                batch.bind("sequence", order.decision())
                        .bind("venue", order.venue().value())
                        .bind("instrument", order.instrument().value())
                        .bind("side", order.side().name())
                        .bind("quantity", Decimals.of(order.quantity()))
                        .bind("decided", order.decidedNanos());
                bindProgress(batch, order).add();
            }
            batch.execute();
        }
    }

    private static void update(Handle handle, List<RecordedOrder> orders) {
        try (PreparedBatch batch = handle.prepareBatch(UPDATE)) {
            orders.forEach(order -> bindProgress(batch, order).add());
            batch.execute();
        }
    }

    private static PreparedBatch bindProgress(PreparedBatch batch, RecordedOrder order) {
        return batch.bind("order", order.orderId().value())
                .bind("filled", Decimals.of(order.filled()))
                .bind("state", order.state().name())
                .bind(
                        "venueOrder",
                        order.venueOrderId() == null
                                ? null
                                : order.venueOrderId().value())
                .bind("reason", order.reason())
                .bind("position", order.position());
    }

    /** A new start of the server: nobody knows what became of the orders that were on their way. */
    static void loseSight(Handle handle, long position) {
        handle.createUpdate("""
                        UPDATE orders SET state = :unresolved, log_position = :position
                        WHERE state IN (:submitted, :accepted, :partial)
                        """)
                .bind("unresolved", OrderState.UNRESOLVED.name())
                .bind("submitted", OrderState.SUBMITTED.name())
                .bind("accepted", OrderState.ACCEPTED.name())
                .bind("partial", OrderState.PARTIALLY_FILLED.name())
                .bind("position", position)
                .execute();
    }

    static RecordedOrder read(ResultSet row, StatementContext context) throws SQLException {
        String venueOrder = row.getString("venue_order_id");
        return new RecordedOrder(
                row.getLong("log_position"),
                ClientOrderId.of(row.getString("order_id")),
                row.getLong("sequence_number"),
                VenueId.of(row.getString("venue")),
                InstrumentId.of(row.getString("instrument")),
                Side.valueOf(row.getString("side")),
                Decimals.quantity(row, "quantity"),
                Decimals.quantity(row, "filled"),
                OrderState.valueOf(row.getString("state")),
                venueOrder == null ? null : VenueOrderId.of(venueOrder),
                row.getString("reason"),
                row.getLong("decided_nanos"));
    }
}
