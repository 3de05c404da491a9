package io.portcullis.system;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.TraderId;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.archive.RecordedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A log that is sound in every frame and does not say what happened: one order's owner is another one. */
final class ForgedLog {
    private ForgedLog() {}

    static Path of(Path data, Path forged) throws IOException {
        List<EngineEvent> events = new ArrayList<>();
        try (DataLock lock = DataLock.acquire(data)) {
            RecordedLog log = RecordedLog.open(lock);
            log.replay(log.startPosition(), log.recordedPosition(), (position, event) -> events.add(event));
        }
        try (DataLock lock = DataLock.acquire(forged);
                ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            boolean done = false;
            for (EngineEvent event : events) {
                boolean decision = event instanceof EngineEvent.GateDecided;
                log.append(decision && !done ? forge((EngineEvent.GateDecided) event) : event);
                done |= decision;
                log.poll((position, taken) -> {}, 64);
            }
            while (log.pending()) {
                log.poll((position, taken) -> {}, 64);
                LockSupport.parkNanos(1_000);
            }
        }
        return forged;
    }

    private static EngineEvent forge(EngineEvent.GateDecided decided) {
        DecisionRecord was = decided.record();
        DecisionRecord is = new DecisionRecord(
                was.sequence(),
                was.causePosition(),
                was.timeNanos(),
                was.orderId(),
                was.parentId(),
                was.key(),
                was.account(),
                TraderId.of(was.trader().value().replace("system", "nobody")),
                was.instrument(),
                was.side(),
                was.type(),
                was.timeInForce(),
                was.requested(),
                was.limit(),
                was.reference(),
                was.equity(),
                was.propensity(),
                was.reducing(),
                was.decision(),
                was.facts(),
                was.factsVersion(),
                was.chain());
        return new EngineEvent.GateDecided(decided.timeNanos(), is);
    }
}
