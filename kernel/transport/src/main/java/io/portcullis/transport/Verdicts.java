package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.ClientOrderId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands a restarting engine the verdicts that the log already holds, instead of judging every order again: a second reader
 * that runs ahead of the replay. Decisions come in the order in which the engine asks, so little is kept in memory. Not
 * thread-safe.
 */
public final class Verdicts implements AutoCloseable {
    /** A verdict that is asked for out of order by more than this is judged again, which is slower and as right. */
    static final int PASSED_MAX = 10_000;

    private final EventCursor ahead;
    private final LinkedHashMap<ClientOrderId, DecisionRecord> passed = new LinkedHashMap<>();

    /** The verdicts between two positions. */
    public Verdicts(EventSource source, long from, long to) {
        ahead = source.read(from, to);
    }

    /** All verdicts between two positions by order, for tools; about a kilobyte each. */
    public static Map<ClientOrderId, DecisionRecord> all(EventSource source, long from, long to) {
        Map<ClientOrderId, DecisionRecord> verdicts = new LinkedHashMap<>();
        source.replay(from, to, (position, event) -> {
            if (event instanceof GateDecided decided) {
                verdicts.put(decided.record().orderId(), decided.record());
            }
        });
        return verdicts;
    }

    /** The recorded verdict on an order; empty when the log ends before it. */
    public Optional<DecisionRecord> find(ClientOrderId orderId) {
        DecisionRecord earlier = passed.remove(orderId);
        if (earlier != null) {
            return Optional.of(earlier);
        }
        while (ahead.next()) {
            if (ahead.event() instanceof GateDecided decided) {
                if (decided.record().orderId().equals(orderId)) {
                    return Optional.of(decided.record());
                }
                remember(decided.record());
            }
        }
        return Optional.empty();
    }

    private void remember(DecisionRecord record) {
        passed.put(record.orderId(), record);
        if (passed.size() > PASSED_MAX) {
            passed.remove(passed.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        ahead.close();
    }
}
