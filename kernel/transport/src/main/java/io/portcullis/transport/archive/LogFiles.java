package io.portcullis.transport.archive;

import io.portcullis.transport.DataLock;
import io.portcullis.transport.LogException;
import io.portcullis.transport.codec.EventCodec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What a crash leaves in the log folder, and how it is put in order. Only under the lock, only while no archive runs. */
final class LogFiles {
    /** Says that a live archive owns the folder; after kill -9 it keeps a new one waiting for ten seconds. */
    private static final String MARK = "archive-mark.dat";

    private LogFiles() {}

    static Path folder(DataLock lock) {
        return lock.dataFolder().resolve("log");
    }

    /** The mark proves nothing that the lock does not prove better. */
    static void deleteStaleMark(DataLock lock) throws IOException {
        lock.requireHeld();
        Files.deleteIfExists(folder(lock).resolve(MARK));
    }

    /**
     * Finds where whole frames end. Behind a crash that is the end of the log.
     *
     * @throws LogException when whole frames lie behind a broken one, which no crash of the process can cause
     */
    static long soundEnd(Recording recording) throws IOException {
        OptionalLong last = recording.lastSegmentBase();
        if (last.isEmpty()) {
            return recording.startPosition();
        }
        try (SegmentWalker walker =
                new SegmentWalker(recording, Math.max(last.getAsLong(), recording.startPosition()))) {
            long end = walkTo(walker, recording.closed() ? recording.stopPosition() : Long.MAX_VALUE);
            boolean cutShort = recording.closed() && end < recording.stopPosition();
            if (cutShort || (!recording.closed() && walker.wholeFramesBehind())) {
                throw new LogException("log segment " + recording.segmentFile(last.getAsLong())
                        + " is damaged at position " + end + ", before its end; restore the log folder from a copy");
            }
            return end;
        }
    }

    private static long walkTo(SegmentWalker walker, long stop) {
        boolean more = true;
        while (more && walker.position() < stop) {
            more = walker.next();
        }
        return walker.position();
    }

    /** Cuts a torn end off, so that the archive, which believes more readily, finds the end where it is. */
    static void cutTornEnd(DataLock lock, Recording recording) throws IOException {
        lock.requireHeld();
        long end = soundEnd(recording);
        OptionalLong last = recording.lastSegmentBase();
        if (recording.closed() || last.isEmpty()) {
            return;
        }
        Path file = recording.segmentFile(last.getAsLong());
        try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
            segment.setLength(end - last.getAsLong());
            segment.setLength(recording.segmentLength());
            segment.getChannel().force(true);
        }
    }

    /**
     * What the next event follows on.
     *
     * @param timeNanos engine time of the last event, so that time does not go backwards over a restart
     * @param link of the last frame
     */
    record End(long timeNanos, long link) {
        static final End NONE = new End(Long.MIN_VALUE, FrameChain.GENESIS);
    }

    static End end(Recording recording, long end) throws IOException {
        OptionalLong last = recording.lastSegmentBase();
        long base = last.orElse(-1);
        while (base >= recording.startPosition() && base >= 0) {
            Optional<End> found = endFrom(recording, base, end);
            if (found.isPresent()) {
                return found.get();
            }
            base -= recording.segmentLength();
        }
        return End.NONE;
    }

    /** Nothing when no event begins here: a message may be longer than what lies in a segment. */
    private static Optional<End> endFrom(Recording recording, long from, long end) {
        long time = Long.MIN_VALUE;
        long link = FrameChain.GENESIS;
        try (SegmentWalker walker = new SegmentWalker(recording, from)) {
            while (walker.position() < end && walker.next()) {
                link = walker.link();
                if (walker.begins()) {
                    time = EventCodec.timeOf(walker.buffer(), walker.payloadOffset());
                }
            }
        }
        return time == Long.MIN_VALUE ? Optional.empty() : Optional.of(new End(time, link));
    }
}
