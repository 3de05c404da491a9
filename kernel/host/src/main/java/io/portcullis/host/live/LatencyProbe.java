package io.portcullis.host.live;

import io.portcullis.host.report.Latency;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long orders take on their way, in wall time: measured on the engine's thread, where both ends of each path are seen. */
final class LatencyProbe implements LogListener {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<ClientOrderId, Long> decided = new HashMap<>();
    private final Map<ClientOrderId, Long> recorded = new HashMap<>();
    private final Histogram toRecord = new Histogram(HIGHEST_NANOS, DIGITS);
    private final Histogram toVenue = new Histogram(HIGHEST_NANOS, DIGITS);

    /** The engine said something that is about to be recorded. */
    void produced(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided gate) {
            decided.put(gate.record().orderId(), System.nanoTime());
        }
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.GateDecided gate) {
            Long since = decided.remove(gate.record().orderId());
            if (since != null) {
                long now = System.nanoTime();
                toRecord.recordValue(Math.min(HIGHEST_NANOS, now - since));
                if (gate.record().decision().passes()) {
                    recorded.put(gate.record().orderId(), now);
                }
            }
        } else if (event instanceof EngineEvent.OrderWithdrawn withdrawn) {
            recorded.remove(withdrawn.orderId()); // the venue never hears of it
        } else if (event instanceof EngineEvent.VenueReported reported
                && !(reported.report() instanceof VenueReport.CancelRejected)) {
            Long since = recorded.remove(reported.report().orderId());
            if (since != null) {
                toVenue.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - since));
            }
        }
    }

    /** The paths; engine thread, or after it has ended. */
    List<Latency> latencies() {
        return List.of(
                latency("decision made to decision recorded", toRecord),
                latency("decision recorded to the venue's answer recorded", toVenue));
    }

    private static Latency latency(String path, Histogram histogram) {
        return new Latency(
                path,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / NANOS_PER_MICRO,
                histogram.getValueAtPercentile(99) / NANOS_PER_MICRO,
                histogram.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                histogram.getMaxValue() / NANOS_PER_MICRO);
    }
}
