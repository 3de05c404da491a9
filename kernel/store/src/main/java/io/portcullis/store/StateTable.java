package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.VenueId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The columns of sessions, trading states and equity days: few rows, written one at a time. */
final class StateTable {
    private StateTable() {}

    static void insert(Handle handle, long position, EngineEvent.SessionStarted started, String venue) {
        handle.createUpdate("""
                        INSERT INTO sessions (log_position, time_nanos, session_id, kind, engine_version, policy_version,
                            capital, currency, venue)
                        VALUES (:position, :time, :session, :kind, :engine, :policy, :capital, :currency, :venue)
                        """)
                .bind("position", position)
                .bind("time", started.timeNanos())
                .bind("session", started.sessionId())
                .bind("kind", started.kind().name())
                .bind("engine", started.engineVersion())
                .bind("policy", started.policyVersion())
                .bind("capital", Decimals.of(started.capital()))
                .bind("currency", started.capital().currency().code())
                .bind("venue", venue)
                .execute();
    }

    /** The venue of the newest session. */
    static VenueId venue(Handle handle) {
        return handle.createQuery("SELECT venue FROM sessions ORDER BY log_position DESC FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .map(VenueId::of)
                .orElseThrow(() -> new IllegalStateException("the log has a decision before its first session"));
    }

    static void insert(Handle handle, TradingStateChange change) {
        handle.createUpdate("""
                        INSERT INTO trading_states (log_position, time_nanos, scope, cause, state, changed_by, reason)
                        VALUES (:position, :time, :scope, :cause, :state, :by, :reason)
                        """)
                .bind("position", change.position())
                .bind("time", change.timeNanos())
                .bind("scope", change.scope().toString())
                .bind("cause", change.cause().name())
                .bind("state", change.state().name())
                .bind("by", Text.fit(change.by(), Text.BY_LENGTH_MAX))
                .bind("reason", Text.fit(change.reason(), Text.REASON_LENGTH_MAX))
                .execute();
    }

    /** The state in force in a scope; NORMAL when nothing ever changed it. */
    static TradingState inForce(Handle handle, Scope scope) {
        return handle.createQuery("""
                        SELECT state FROM trading_states WHERE scope = :scope ORDER BY log_position DESC
                        FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("scope", scope.toString())
                .mapTo(String.class)
                .findOne()
                .map(TradingState::valueOf)
                .orElse(TradingState.NORMAL);
    }

    static void insert(Handle handle, long position, EngineEvent.DayClosed day) {
        handle.createUpdate("""
                        INSERT INTO equity_days (log_position, time_nanos, trading_date, equity, cash, gross, net,
                            currency, decisions, chain)
                        VALUES (:position, :time, :date, :equity, :cash, :gross, :net, :currency, :decisions, :chain)
                        """)
                .bind("position", position)
                .bind("time", day.timeNanos())
                .bind("date", day.date())
                .bind("equity", Decimals.of(day.equity()))
                .bind("cash", Decimals.of(day.cash()))
                .bind("gross", Decimals.of(day.gross()))
                .bind("net", Decimals.of(day.net()))
                .bind("currency", day.equity().currency().code())
                .bind("decisions", day.decisions())
                .bind("chain", day.chain())
                .execute();
    }

    static EngineEvent.DayClosed readDay(ResultSet row, StatementContext context) throws SQLException {
        return new EngineEvent.DayClosed(
                row.getLong("time_nanos"),
                row.getObject("trading_date", LocalDate.class),
                Decimals.money(row, "equity"),
                Decimals.money(row, "cash"),
                Decimals.money(row, "gross"),
                Decimals.money(row, "net"),
                row.getLong("decisions"),
                row.getString("chain"));
    }

    static TradingStateChange readChange(ResultSet row, StatementContext context) throws SQLException {
        return new TradingStateChange(
                row.getLong("log_position"),
                row.getLong("time_nanos"),
                Scope.parse(row.getString("scope")),
                TradingStateChange.Cause.valueOf(row.getString("cause")),
                TradingState.valueOf(row.getString("state")),
                row.getString("changed_by"),
                row.getString("reason"));
    }
}
