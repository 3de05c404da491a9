package io.portcullis.transport.archive;

import io.portcullis.transport.DataLock;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.LogAudit;
import io.portcullis.transport.LogException;
import io.portcullis.transport.RecordedEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The log of a data folder in which no server runs, for reading only: starts no media driver and changes no file. */
public final class RecordedLog implements EventSource {
    private final DataLock lock;
    private final Recording recording;
    private final long end;

    private RecordedLog(DataLock lock, Recording recording, long end) {
        this.lock = lock;
        this.recording = recording;
        this.end = end;
    }

    /**
     * Opens the log of the locked folder.
     *
     * @throws IOException when there is no log in it, or it cannot be read
     * @throws LogException when it is damaged
     */
    public static RecordedLog open(DataLock lock) throws IOException {
        lock.requireHeld();
        Optional<Recording> recording = Recording.find(LogFiles.folder(lock));
        if (recording.isEmpty()) {
            throw new IOException("there is no log in " + LogFiles.folder(lock));
        }
        return new RecordedLog(lock, recording.get(), LogFiles.soundEnd(recording.get()));
    }

    /**
     * Looks at every byte of the log in a locked folder: whether each frame is whole, in its place, and follows on the one before.
     *
     * @param positions where an event ends whose link is wanted
     * @throws IOException when there is no log in the folder, or it cannot be read
     */
    public static LogAudit audit(DataLock lock, Set<Long> positions) throws IOException {
        lock.requireHeld();
        Optional<Recording> recording = Recording.find(LogFiles.folder(lock));
        if (recording.isEmpty()) {
            throw new IOException("there is no log in " + LogFiles.folder(lock));
        }
        return new FrameAudit(recording.get(), positions).run();
    }

    @Override
    public long startPosition() {
        return recording.startPosition();
    }

    @Override
    public long recordedPosition() {
        return end;
    }

    @Override
    public EventCursor read(long from, long to) {
        lock.requireHeld();
        if (from < startPosition() || from > end) {
            throw new LogException("position must be " + startPosition() + " to " + end + ", got " + from);
        }
        return new RecordingCursor(recording, from, Math.min(to, end));
    }

    @Override
    public Optional<RecordedEvent> lastAt(long position) {
        lock.requireHeld();
        return new EventSearch(recording, end).lastAt(position);
    }

    @Override
    public Optional<RecordedEvent> lastAtTime(long timeNanos) {
        lock.requireHeld();
        return new EventSearch(recording, end).lastAtTime(timeNanos);
    }
}
