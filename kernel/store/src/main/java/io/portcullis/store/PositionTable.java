package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The columns of positions and of the corporate actions that change them. */
final class PositionTable {
    private PositionTable() {}

    static List<HeldPosition> load(Handle handle, Collection<InstrumentId> instruments) {
        return KeyLookup.rows(
                handle,
                "SELECT * FROM positions WHERE instrument = ANY(:keys)",
                instruments.stream().map(InstrumentId::value).toList(),
                PositionTable::read);
    }

    static void insert(Handle handle, List<HeldPosition> positions) {
        write(handle, positions, """
                INSERT INTO positions (instrument, quantity, log_position) VALUES (:instrument, :quantity, :position)
                """);
    }

    static void update(Handle handle, List<HeldPosition> positions) {
        write(handle, positions, """
                UPDATE positions SET quantity = :quantity, log_position = :position WHERE instrument = :instrument
                """);
    }

    private static void write(Handle handle, List<HeldPosition> positions, String sql) {
        if (positions.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (HeldPosition held : positions) {
                batch.bind("instrument", held.instrument().value())
                        .bind("quantity", Decimals.of(held.quantity()))
                        .bind("position", held.position())
                        .add();
            }
            batch.execute();
        }
    }

    static void insert(Handle handle, long position, EngineEvent.CorporateActionApplied action) {
        handle.createUpdate("""
                        INSERT INTO corporate_actions (log_position, time_nanos, instrument, ex_date, split_numerator,
                            split_denominator, dividend)
                        VALUES (:position, :time, :instrument, :exDate, :numerator, :denominator, :dividend)
                        """)
                .bind("position", position)
                .bind("time", action.timeNanos())
                .bind("instrument", action.instrument().value())
                .bind("exDate", action.exDate())
                .bind("numerator", action.splitNumerator())
                .bind("denominator", action.splitDenominator())
                .bind("dividend", Decimals.of(action.dividend()))
                .execute();
    }

    static HeldPosition read(ResultSet row, StatementContext context) throws SQLException {
        return new HeldPosition(
                InstrumentId.of(row.getString("instrument")),
                Decimals.quantity(row, "quantity"),
                row.getLong("log_position"));
    }
}
