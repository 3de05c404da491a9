package io.portcullis.host.timemachine;

import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;

/** Finds a recorded decision by its order, its sender's key or its log position, the newest first. */
final class DecisionSearch {
    private final EventSource log;
    private final Runnable look;

    /** @param look called now and then; throws when the search takes too long */
    DecisionSearch(EventSource log, Runnable look) {
        this.log = log;
        this.look = look;
    }

    /**
     * The decision.
     *
     * @throws ServerRefusal NOT_FOUND when there is none
     */
    RecordedEvent find(String decision) {
        if (decision.matches("[0-9]{1,18}")) {
            RecordedEvent at = log.lastAt(Long.parseLong(decision)).orElse(null);
            if (at != null && at.position() == Long.parseLong(decision) && isDecision(at.event(), "")) {
                return at;
            }
        }
        RecordedEvent[] found = new RecordedEvent[1];
        new BackwardRead(log, look).read(each -> isDecision(each.event(), decision), events -> {
            found[0] = events.isEmpty() ? null : events.get(events.size() - 1);
            return found[0] != null;
        });
        if (found[0] == null) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND,
                    "no decision is recorded for '" + decision
                            + "'; give an order's id, its sender's key, or the log position of a decision");
        }
        return found[0];
    }

    private static boolean isDecision(EngineEvent event, String name) {
        if (!(event instanceof EngineEvent.GateDecided decided)) {
            return false;
        }
        DecisionRecord record = decided.record();
        return name.isEmpty()
                || record.orderId().value().equals(name)
                || record.key().equals(name);
    }
}
