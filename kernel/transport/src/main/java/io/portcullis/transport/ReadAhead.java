package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;
import java.util.ArrayDeque;

/**
 * Reads recorded events one by one, and knows what the engine said next the first time, which lies further on in the log. A
 * restarting engine is handed the verdict that was recorded then, instead of judging every order again.
 *
 * <p>What the engine says comes back in the order in which it was said, so its n-th word after the start is the n-th produced
 * event after the start: both sides are counted. Reading must begin where everything that was said had come back, as at every
 * snapshot. Not thread-safe.
 */
public final class ReadAhead implements EventCursor {
    /** What lies further ahead than this many events is not looked for: it is judged again, which is slower and as right. */
    static final int AHEAD_MAX = 20_000;

    private final EventCursor log;
    private final ArrayDeque<Entry> ahead = new ArrayDeque<>();
    private final ArrayDeque<EngineEvent.Produced> unsaid = new ArrayDeque<>();
    private long read;
    private long said;
    private Entry current;

    private record Entry(long position, EngineEvent event) {}

    /** Takes over a cursor that is before its first event. */
    public ReadAhead(EventCursor log) {
        this.log = log;
    }

    @Override
    public boolean next() {
        if (ahead.isEmpty() && !readOne()) {
            return false;
        }
        current = ahead.poll();
        return true;
    }

    @Override
    public long position() {
        return current.position;
    }

    @Override
    public EngineEvent event() {
        return current.event;
    }

    /** What the log holds as the engine's next word; null when the log ends before it, or it lies too far ahead. */
    public EngineEvent.Produced nextSaid() {
        while (unsaid.isEmpty() && ahead.size() < AHEAD_MAX && readOne()) {
            // read on
        }
        return unsaid.peek();
    }

    /** The engine has said its next word. */
    public void said() {
        said++;
        if (!unsaid.isEmpty()) {
            unsaid.remove();
        }
    }

    private boolean readOne() {
        if (!log.next()) {
            return false;
        }
        ahead.add(new Entry(log.position(), log.event()));
        // A word that the engine said before it was found here is the next word no more.
        if (log.event() instanceof EngineEvent.Produced produced && ++read > said) {
            unsaid.add(produced);
        }
        return true;
    }

    @Override
    public void close() {
        log.close();
    }
}
