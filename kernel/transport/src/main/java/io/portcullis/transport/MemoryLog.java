package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.codec.EventCodec;
import io.portcullis.transport.codec.MalformedFrameException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory for back tests and tests: synchronous, deterministic, positions 1, 2, 3 and so on. Events are handed out as
 * they were appended, without a way through bytes.
 */
public final class MemoryLog implements Log {
    private final List<EngineEvent> kept;
    private final ArrayDeque<EngineEvent> waiting = new ArrayDeque<>();
    private final Object lock = new Object();
    private long appended;
    private long polled;
    private long lastTimeNanos = Long.MIN_VALUE;
    private boolean closed;
    private volatile Runnable wake = () -> {};
    private volatile Thread core;

    private MemoryLog(List<EngineEvent> kept) {
        this.kept = kept;
    }

    /** A log that can be read again. */
    public static MemoryLog keeping() {
        return new MemoryLog(new ArrayList<>());
    }

    /** A log for long back tests: an event is gone once it was handed out, and reading again is refused. */
    public static MemoryLog forgetting() {
        return new MemoryLog(null);
    }

    @Override
    public long append(EngineEvent event) {
        long position;
        synchronized (lock) {
            if (closed) {
                throw new LogException("the log is closed");
            }
            EngineEvent stamped = event.timeNanos() < lastTimeNanos ? restamped(event, lastTimeNanos) : event;
            lastTimeNanos = stamped.timeNanos();
            waiting.add(stamped);
            if (kept != null) {
                kept.add(stamped);
            }
            position = ++appended;
        }
        if (Thread.currentThread() != core) {
            wake.run();
        }
        return position;
    }

    /** Rare, so the way through the codec, which knows every event, is good enough. */
    private static EngineEvent restamped(EngineEvent event, long timeNanos) {
        EventCodec codec = new EventCodec();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventCodec.FRAME_LENGTH_MAX]);
        int length = codec.encode(event, buffer, 0);
        EventCodec.restamp(buffer, 0, timeNanos);
        try {
            return codec.decode(buffer, 0, length);
        } catch (MalformedFrameException e) {
            throw new IllegalStateException("the codec does not read what it wrote: " + event, e);
        }
    }

    @Override
    public int poll(LogHandler handler, int limit) {
        core = Thread.currentThread();
        int handed = 0;
        while (handed < limit) {
            EngineEvent event;
            synchronized (lock) {
                event = waiting.peek();
            }
            if (event == null) {
                break;
            }
            handler.onEvent(polled + 1, event);
            synchronized (lock) {
                waiting.remove();
                polled++;
            }
            handed++;
        }
        return handed;
    }

    @Override
    public void onAppend(Runnable listener) {
        wake = listener;
    }

    @Override
    public boolean pending() {
        synchronized (lock) {
            return !waiting.isEmpty();
        }
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public long startPosition() {
        return 0;
    }

    @Override
    public long recordedPosition() {
        synchronized (lock) {
            return appended;
        }
    }

    @Override
    public EventCursor read(long from, long to) {
        if (kept == null) {
            throw new LogException("this log forgets what it has handed out; use MemoryLog.keeping() to read it again");
        }
        if (from < 0 || from > recordedPosition()) {
            throw new LogException("position must be 0 to " + recordedPosition() + ", got " + from);
        }
        return new Cursor(from, Math.min(to, recordedPosition()));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    private final class Cursor implements EventCursor {
        private final long to;
        private long position;

        private Cursor(long from, long to) {
            this.position = from;
            this.to = to;
        }

        @Override
        public boolean next() {
            if (position >= to) {
                return false;
            }
            position++;
            return true;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public EngineEvent event() {
            synchronized (lock) {
                return kept.get(Math.toIntExact(position - 1));
            }
        }

        @Override
        public void close() {}
    }
}
