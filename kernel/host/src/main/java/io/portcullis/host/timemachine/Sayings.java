package io.portcullis.host.timemachine;

import io.portcullis.engine.Outbox;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.codec.EventCodec;

/**
 * What the engine said the first time, in the order in which it said it: a second reader of the log that runs ahead of the replay. As
 * the replay's outbox it lets nothing out, and holds each thing said against the recorded one.
 */
final class Sayings implements Outbox, AutoCloseable {
    private final EventCursor ahead;
    private final EventCodec codec = new EventCodec();
    private EngineEvent.Produced next;
    private boolean ended;

    /** @param ahead behind the last event that the engine has taken; to the end of what is recorded */
    Sayings(EventCursor ahead) {
        this.ahead = ahead;
    }

    /** What the engine is going to say next; null when the log ends before it. */
    EngineEvent.Produced next() {
        while (next == null && !ended) {
            if (!ahead.next()) {
                ended = true;
            } else if (ahead.event() instanceof EngineEvent.Produced produced) {
                next = produced;
            }
        }
        return next;
    }

    @Override
    public void append(EngineEvent.Produced said) {
        EngineEvent.Produced recorded = next();
        if (recorded != null && !same(said, recorded)) {
            throw differs(said, recorded);
        }
        next = null;
    }

    /** The chain covers all that a decision holds, and all decisions before it. */
    private boolean same(EngineEvent.Produced said, EngineEvent.Produced recorded) {
        if (said instanceof EngineEvent.GateDecided one && recorded instanceof EngineEvent.GateDecided other) {
            return one.record().chain().equals(other.record().chain());
        }
        return said.getClass() == recorded.getClass() && codec.sameButForTime(said, recorded);
    }

    /** The log is not what this engine makes of it, and whatever would be answered might be wrong. */
    ServerRefusal differs(Object said, EngineEvent.Produced recorded) {
        return new ServerRefusal(
                ServerRefusal.Kind.CONFLICT,
                "the log does not replay to itself: before position " + ahead.position() + " it has " + brief(recorded)
                        + ", replay comes to " + brief(said) + "; 'portcullis replay --verify' looks at all of it");
    }

    private static String brief(Object said) {
        return said instanceof EngineEvent.GateDecided decided
                ? decided.record().decision().verdict() + " for "
                        + decided.record().orderId() + " (chain "
                        + decided.record().chain() + ")"
                : String.valueOf(said);
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        // sent, or not, the first time
    }

    @Override
    public void close() {
        ahead.close();
    }
}
