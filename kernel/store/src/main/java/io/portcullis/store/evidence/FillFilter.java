package io.portcullis.store.evidence;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets each execution through once, as the engine does: a venue reports one again after a restart, within this trading day or
 * the one before. Not thread-safe.
 */
final class FillFilter {
    private Set<Key> today = new HashSet<>();
    private Set<Key> before = new HashSet<>();

    /** The execution in an event, when it is the first report of it; null otherwise. */
    Fill firstSight(EngineEvent event) {
        if (event instanceof EngineEvent.DayClosed) {
            before = today;
            today = new HashSet<>();
        }
        if (event instanceof EngineEvent.VenueReported reported
                && reported.report() instanceof VenueReport.Filled filled) {
            Key key = new Key(reported.venue(), filled.fill().execId());
            return !before.contains(key) && today.add(key) ? filled.fill() : null;
        }
        return null;
    }

    private record Key(VenueId venue, ExecId exec) {}
}
