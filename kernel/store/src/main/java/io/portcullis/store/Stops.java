package io.portcullis.store;

import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What makes the engine withdraw an order between its judgement and the recording of its decision: a kill, or a split of its
 * shares. Such an order never leaves, and no report will ever say so.
 */
final class Stops {
    private final VenueId venue;
    private final Map<InstrumentId, Long> splits = new HashMap<>();
    private long lastKill;

    private Stops(VenueId venue) {
        this.venue = venue;
    }

    /** All that lies behind the first event that caused a decision of this batch: what is older stopped nothing here. */
    static Stops load(Handle handle, long firstCause) {
        String venue = handle.createQuery(
                        "SELECT venue FROM sessions ORDER BY log_position DESC FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new IllegalStateException("the log has a decision before its first session"));
        Stops stops = new Stops(VenueId.of(venue));
        stops.lastKill = handle.createQuery("""
                        SELECT COALESCE(MAX(log_position), -1) FROM trading_states
                        WHERE log_position > :first AND cause = 'KILL' AND scope IN (:global, :venue)
                        """)
                .bind("first", firstCause)
                .bind("global", Scope.GLOBAL.toString())
                .bind("venue", new Scope(Scope.Kind.VENUE, venue).toString())
                .mapTo(Long.class)
                .one();
        handle.createQuery("""
                        SELECT instrument, MAX(log_position) AS last_position FROM corporate_actions
                        WHERE log_position > :first AND split_numerator <> split_denominator GROUP BY instrument
                        """)
                .bind("first", firstCause)
                .map((row, context) ->
                        Map.entry(InstrumentId.of(row.getString("instrument")), row.getLong("last_position")))
                .forEach(split -> stops.splits.put(split.getKey(), split.getValue()));
        return stops;
    }

    VenueId venue() {
        return venue;
    }

    void on(TradingStateChange change) {
        boolean covers = change.scope().equals(Scope.GLOBAL)
                || change.scope().equals(new Scope(Scope.Kind.VENUE, venue.value()));
        if (change.cause() == TradingStateChange.Cause.KILL && covers) {
            lastKill = change.position();
        }
    }

    void onSplit(long position, InstrumentId instrument) {
        splits.put(instrument, position);
    }

    /** True when a stop fell between an order's judgement and this record of it. */
    boolean between(DecisionRecord record, long position) {
        long last = Math.max(lastKill, splits.getOrDefault(record.instrument(), -1L));
        return last > record.causePosition() && last < position;
    }
}
