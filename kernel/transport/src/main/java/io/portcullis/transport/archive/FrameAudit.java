package io.portcullis.transport.archive;

import io.portcullis.transport.LogAudit;
import io.portcullis.transport.LogAudit.Damage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks over every frame of a log that is not running and compares each with the one before it. */
final class FrameAudit {
    private static final String BROKEN = "a record is broken: its checksum, length or place is wrong";

    private final Recording recording;
    private final Set<Long> asked;
    private final SortedMap<Long, Long> links = new TreeMap<>();
    private final FrameChain chain = new FrameChain();
    private long link = FrameChain.GENESIS;
    private long frames;

    FrameAudit(Recording recording, Set<Long> asked) {
        this.recording = recording;
        this.asked = asked;
    }

    LogAudit run() throws IOException {
        OptionalLong last = recording.lastSegmentBase();
        try (SegmentWalker walker = new SegmentWalker(recording, recording.startPosition())) {
            Optional<Damage> damage = walk(walker);
            if (damage.isEmpty()) {
                damage = end(walker, last);
            }
            return new LogAudit(frames, walker.position(), damage, links);
        }
    }

    private Optional<Damage> walk(SegmentWalker walker) {
        long begin = walker.position();
        while (begin != recording.stopPosition() && walker.next()) {
            long expected = walker.linkAfter(chain, link);
            if (walker.link() != expected) {
                return damage(
                        begin,
                        "a record does not follow on the one before it: it was edited, moved or inserted, or those before it"
                                + " were deleted");
            }
            link = expected;
            frames++;
            begin = walker.position();
            if (asked.contains(begin)) {
                links.put(begin, link);
            }
        }
        return Optional.empty();
    }

    /** A crash may tear the last frame of the last segment, and nothing else. */
    private Optional<Damage> end(SegmentWalker walker, OptionalLong lastSegment) {
        long end = walker.position();
        if (recording.closed() && end < recording.stopPosition()) {
            return damage(
                    end, walker.torn() ? BROKEN : "the log ends, and it was closed at " + recording.stopPosition());
        }
        if (lastSegment.isPresent() && recording.segmentBase(end) < lastSegment.getAsLong()) {
            return damage(end, walker.torn() ? BROKEN : "the log ends, and later segments are there");
        }
        if (walker.torn()) {
            return walker.wholeFramesBehind() ? damage(end, BROKEN) : Optional.empty();
        }
        return walker.emptyBehind()
                ? Optional.empty()
                : damage(end, "the log ends, and something is written behind its end");
    }

    private static Optional<Damage> damage(long position, String what) {
        return Optional.of(new Damage(position, what));
    }
}
