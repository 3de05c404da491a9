package io.portcullis.host.live;

import com.codahale.metrics.Counter;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.LatencyTimer;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueReport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.Object2LongHashMap;

/**
 * The walk in numbers, counted as the log passes. Engine thread, so nothing here allocates for an order once it is warm: counters
 * are found by index, time stamps lie in a ring and in a map of primitives.
 */
final class WalkMetrics implements LogListener {
    private static final int AWAITED_MAX = 65_536;
    private static final int RULES_MAX = 1_000;
    private static final long NONE = Long.MIN_VALUE;
    private static final String AGENTS = "agents";
    private static final String OTHER = "other";
    private static final String[] REPORTS = {
        "accepted", "rejected", "filled", "canceled", "cancel_rejected", "unknown", "unsent"
    };

    private final Metrics metrics;
    private final Counter events;
    private final Counter views;
    private final Counter batches;
    private final Counter signals;
    private final Counter opportunities;
    private final Counter intents;
    private final Counter requests;
    private final Counter withdrawn;
    private final Counter fills;
    private final Counter[] verdicts = new Counter[Verdict.values().length];
    private final Counter[] denials = new Counter[ReasonCode.values().length];
    private final Counter[] reports = new Counter[REPORTS.length];
    private final Map<String, Counter[]> ruleHits = new HashMap<>();
    private final LatencyTimer recording;
    private final LatencyTimer answering;
    private final DecisionStamps said = new DecisionStamps(AWAITED_MAX);
    private final Object2LongHashMap<ClientOrderId> awaited = new Object2LongHashMap<>(NONE);
    private final Map<List<String>, Integer> links = new ConcurrentHashMap<>();

    WalkMetrics(Metrics metrics) {
        this.metrics = metrics;
        events = metrics.counter(Family.EVENTS);
        views = metrics.counter(Family.MARKET_VIEWS);
        batches = metrics.counter(Family.SIGNAL_BATCHES);
        signals = metrics.counter(Family.SIGNALS);
        opportunities = metrics.counter(Family.OPPORTUNITIES);
        intents = metrics.counter(Family.INTENTS);
        requests = metrics.counter(Family.REQUESTS);
        withdrawn = metrics.counter(Family.WITHDRAWN);
        fills = metrics.counter(Family.FILLS);
        for (Verdict verdict : Verdict.values()) {
            verdicts[verdict.ordinal()] =
                    metrics.counter(Family.DECISIONS, verdict.name().toLowerCase(Locale.ROOT));
        }
        for (ReasonCode code : ReasonCode.values()) {
            denials[code.ordinal()] = metrics.counter(Family.DENIALS, code.name());
        }
        for (int i = 0; i < REPORTS.length; i++) {
            reports[i] = metrics.counter(Family.REPORTS, REPORTS[i]);
        }
        recording = metrics.latency(Family.DECISION_RECORDED);
        answering = metrics.latency(Family.VENUE_ANSWER);
        metrics.table(Family.VENUE_UP, () -> links);
    }

    /** The engine said something that is about to be recorded. */
    void produced(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided gate) {
            said.add(gate.record().sequence(), System.nanoTime());
        }
    }

    /** The coordination built an opportunity. */
    void opportunity() {
        opportunities.inc();
    }

    @Override
    public void on(long position, EngineEvent event) {
        events.inc();
        if (event instanceof EngineEvent.MarketView) {
            views.inc();
        } else if (event instanceof EngineEvent.SignalBatch batch) {
            batches.inc();
            signals.inc(batch.signals().size());
        } else if (event instanceof EngineEvent.OrderRequested) {
            requests.inc();
        } else if (event instanceof EngineEvent.GateDecided gate) {
            decided(gate.record());
        } else if (event instanceof EngineEvent.VenueReported reported) {
            reported(reported.report());
        } else if (event instanceof EngineEvent.OrderWithdrawn gone) {
            withdrawn.inc();
            awaited.removeKey(gone.orderId());
        } else if (event instanceof EngineEvent.VenueLinkChanged link) {
            links.put(List.of(link.venue().value()), link.up() ? 1 : 0);
        }
    }

    private void decided(DecisionRecord record) {
        long now = System.nanoTime();
        long since = said.take(record.sequence());
        if (since != DecisionStamps.NONE) {
            recording.nanos(now - since);
        }
        if (record.trader().value().equals(AGENTS)) {
            intents.inc();
        }
        Verdict verdict = record.decision().verdict();
        verdicts[verdict.ordinal()].inc();
        if (record.decision().passes()) {
            await(record.orderId(), now);
        }
        List<Reason> reasons = record.decision().reasons();
        for (int i = 0; i < reasons.size(); i++) {
            reason(reasons.get(i), verdict);
        }
    }

    private void reason(Reason reason, Verdict verdict) {
        if (verdict == Verdict.DENY) {
            denials[reason.code().ordinal()].inc();
        }
        if (!reason.rule().isEmpty()) {
            hits(reason).inc();
        }
    }

    private Counter hits(Reason reason) {
        Counter[] byCode = ruleHits.get(reason.rule());
        if (byCode == null) {
            byCode = new Counter[ReasonCode.values().length];
            if (ruleHits.size() < RULES_MAX) {
                ruleHits.put(reason.rule(), byCode);
            }
        }
        int code = reason.code().ordinal();
        if (byCode[code] == null) {
            String rule = ruleHits.containsKey(reason.rule()) ? reason.rule() : OTHER;
            byCode[code] = metrics.counter(Family.RULE_HITS, rule, reason.code().name());
        }
        return byCode[code];
    }

    /** An order that no venue ever answers for must not fill the map for ever. */
    private void await(ClientOrderId order, long now) {
        if (awaited.size() >= AWAITED_MAX) {
            awaited.clear();
        }
        awaited.put(order, now);
    }

    private void reported(VenueReport report) {
        reports[kind(report)].inc();
        if (report instanceof VenueReport.Filled) {
            fills.inc();
        }
        if (!(report instanceof VenueReport.CancelRejected)) {
            long since = awaited.removeKey(report.orderId());
            if (since != NONE) {
                answering.nanos(System.nanoTime() - since);
            }
        }
    }

    private static int kind(VenueReport report) {
        if (report instanceof VenueReport.Accepted) {
            return 0;
        } else if (report instanceof VenueReport.Rejected) {
            return 1;
        } else if (report instanceof VenueReport.Filled) {
            return 2;
        } else if (report instanceof VenueReport.Canceled) {
            return 3;
        } else if (report instanceof VenueReport.CancelRejected) {
            return 4;
        }
        return report instanceof VenueReport.Unknown ? 5 : 6;
    }
}
