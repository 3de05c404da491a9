package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.order.VenueReport;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a log says, for summaries. Safe to read from other threads only after the run. */
public final class RunCounts implements LogListener {
    private final SortedMap<String, Long> deniedByRule = new TreeMap<>();
    private long signals;
    private long passed;
    private long withdrawn;
    private long denied;
    private long fills;
    private long opportunities;

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.SignalBatch batch) {
            signals += batch.signals().size();
        } else if (event instanceof EngineEvent.GateDecided decided) {
            decided(decided);
        } else if (event instanceof EngineEvent.OrderWithdrawn) {
            withdrawn++;
        } else if (event instanceof EngineEvent.VenueReported reported
                && reported.report() instanceof VenueReport.Filled) {
            fills++;
        }
    }

    private void decided(EngineEvent.GateDecided decided) {
        if (decided.record().decision().passes()) {
            passed++;
            return;
        }
        denied++;
        for (Reason reason : decided.record().decision().reasons()) {
            deniedByRule.merge(reason.label(), 1L, Long::sum);
        }
    }

    public void opportunity() {
        opportunities++;
    }

    public SortedMap<String, Long> deniedByRule() {
        return deniedByRule;
    }

    public long signals() {
        return signals;
    }

    public long decisions() {
        return passed + denied;
    }

    /** What passed the gate and was not withdrawn before it could leave. */
    public long submitted() {
        return passed - withdrawn;
    }

    public long denied() {
        return denied;
    }

    public long fills() {
        return fills;
    }

    public long opportunities() {
        return opportunities;
    }
}
