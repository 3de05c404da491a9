package io.portcullis.host.live;

import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.transport.codec.EventCodec;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The outbox of a replay: nothing leaves. What the engine says is compared with what it said the first time; what it had no time
 * to say before the end stays here, to be appended now.
 */
public final class RecoveryOutbox implements Outbox {
    private final EventCodec codec = new EventCodec();
    private final Queue<EngineEvent.Produced> expected = new ArrayDeque<>();
    private long compared;
    private long differing;
    private String firstDifference = "";
    private Runnable said = () -> {};

    /** Told when the engine has said something, after it was noted here. */
    public void onSaid(Runnable listener) {
        said = listener;
    }

    /** Compares a recorded event, when it is one that the engine produced, with what it produced now. */
    public void recorded(long position, EngineEvent event) {
        if (!(event instanceof EngineEvent.Produced produced)) {
            return;
        }
        compared++;
        EngineEvent.Produced now = expected.poll();
        if (!same(now, produced)) {
            differing++;
            if (firstDifference.isEmpty()) {
                firstDifference =
                        "at position " + position + " the log has " + brief(produced) + ", replay says " + brief(now);
            }
        }
    }

    /**
     * Compares what the log would hold, so that nothing is left out: a decision component by component, whatever else byte by
     * byte. Only the event's own time is not compared: the log raises it when somebody else's later event came to lie before it.
     */
    private boolean same(EngineEvent.Produced now, EngineEvent.Produced then) {
        if (now == null || now.timeNanos() > then.timeNanos()) {
            return false;
        }
        if (now instanceof EngineEvent.GateDecided ours && then instanceof EngineEvent.GateDecided theirs) {
            return ours.record().equals(theirs.record());
        }
        return codec.sameButForTime(now, then);
    }

    private static String brief(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided decided) {
            return decided.record().decision() + " for " + decided.record().orderId() + " chain "
                    + decided.record().chain();
        }
        return String.valueOf(event);
    }

    /** What the engine said and the log does not have. */
    public Queue<EngineEvent.Produced> unrecorded() {
        return expected;
    }

    /** How many of the engine's sayings were compared. */
    public long compared() {
        return compared;
    }

    /** How many of them differed. */
    public long differing() {
        return differing;
    }

    /** The first difference in words; empty when there was none. */
    public String firstDifference() {
        return firstDifference;
    }

    @Override
    public void append(EngineEvent.Produced event) {
        expected.add(event);
        said.run();
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        // sent, or not, the first time; a replay sends nothing
    }
}
