package io.portcullis.host.live;

import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for which decision: a request is answered when its decision has come back from the log, recorded. */
final class Decisions implements LogListener {
    private final Map<String, CompletableFuture<Decided>> waiting = new ConcurrentHashMap<>();

    /**
     * A recorded decision.
     *
     * @param position its log position
     * @param record the decision
     */
    record Decided(long position, DecisionRecord record) {}

    /** Waits for the decision on a key; several may wait for the same. */
    CompletableFuture<Decided> await(String key) {
        return waiting.computeIfAbsent(key, k -> new CompletableFuture<>());
    }

    void forget(String key) {
        waiting.remove(key);
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.GateDecided decided) {
            CompletableFuture<Decided> future = waiting.remove(decided.record().key());
            if (future != null) {
                future.complete(new Decided(position, decided.record()));
            }
        }
    }
}
