package io.portcullis.testkit;

import io.portcullis.spi.BadRecordSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a connector could not use. Thread-safe. */
public final class RecordingBadRecords implements BadRecordSink {
    private final List<BadRecord> bad = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /** One bad record. */
    public record BadRecord(String source, long line, String reason, String content) {}

    @Override
    public synchronized void bad(String source, long line, String reason, String content) {
        bad.add(new BadRecord(source, line, reason, content));
    }

    @Override
    public synchronized void notice(String source, String message) {
        notices.add(source + ": " + message);
    }

    /** The bad records so far. */
    public synchronized List<BadRecord> bad() {
        return List.copyOf(bad);
    }

    /** The notices so far, each as {@code source: message}. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }
}
