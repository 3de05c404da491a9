package io.portcullis.host.live;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.policy.DecisionSource;
import io.portcullis.transport.ReadAhead;

/** The verdicts of a log that is being replayed, each at the moment at which the engine comes to it again. */
final class RecordedDecisions implements DecisionSource {
    private final ReadAhead log;

    RecordedDecisions(ReadAhead log) {
        this.log = log;
    }

    @Override
    public GateDecision decisionOn(String orderId) {
        return log.nextSaid() instanceof EngineEvent.GateDecided decided
                        && decided.record().orderId().value().equals(orderId)
                ? decided.record().decision()
                : null;
    }

    /** A kill withdraws orders first and is said after that; where the log ends nobody knows. */
    @Override
    public boolean watchMayHaveSpoken() {
        EngineEvent.Produced next = log.nextSaid();
        return next == null
                || next instanceof EngineEvent.TradingStateChanged
                || next instanceof EngineEvent.OrderWithdrawn;
    }
}
