package io.portcullis.host.live;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The walk in numbers: one metric per step under the step's number, fed as the log passes. Engine thread. */
final class WalkMetrics implements LogListener {
    private final Meter views;
    private final Meter signals;
    private final Meter opportunities;
    private final Meter allowed;
    private final Meter reduced;
    private final Meter denied;
    private final Meter fills;
    private final Timer recording;
    private final Map<ClientOrderId, Long> decided = new HashMap<>();

    WalkMetrics(MetricRegistry metrics, TradingCore core) {
        views = metrics.meter("walk.1.market.views");
        signals = metrics.meter("walk.3.signals");
        opportunities = metrics.meter("walk.4.opportunities");
        allowed = metrics.meter("walk.6.gate.allowed");
        reduced = metrics.meter("walk.6.gate.reduced");
        denied = metrics.meter("walk.6.gate.denied");
        fills = metrics.meter("walk.8.fills");
        recording = metrics.timer("walk.9.decision.recorded");
        metrics.register("walk.7.venue.sent", (Gauge<Long>) () -> core.channel().sent());
        metrics.register(
                "walk.7.venue.handled", (Gauge<Long>) () -> core.channel().handled());
        metrics.register("log.position", (Gauge<Long>) () -> core.core().processed());
        core.core().listen(this);
        core.core().listenToProduced(this::produced);
        core.core().listenToOpportunities(opportunity -> opportunities.mark());
    }

    private void produced(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided gate) {
            decided.put(gate.record().orderId(), System.nanoTime());
        }
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.MarketView) {
            views.mark();
        } else if (event instanceof EngineEvent.SignalBatch batch) {
            signals.mark(batch.signals().size());
        } else if (event instanceof EngineEvent.GateDecided gate) {
            verdict(gate.record().decision().verdict()).mark();
            Long since = decided.remove(gate.record().orderId());
            if (since != null) {
                recording.update(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            }
        } else if (event instanceof EngineEvent.VenueReported reported
                && reported.report() instanceof VenueReport.Filled) {
            fills.mark();
        }
    }

    private Meter verdict(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> allowed;
            case REDUCE -> reduced;
            case DENY -> denied;
        };
    }
}
