package io.portcullis.store;

import java.time.Duration;

/**
 * Bounds of a projector.
 *
 * @param queueMax events that may wait for the database before the projector drops out and reads them from the log instead
 * @param batchMax events per transaction while they come one by one
 * @param replayBatchMax events per transaction while they are read from the log
 * @param batchDelay how long events may wait for company
 * @param retryMin wait after the first failure
 * @param retryMax wait after many
 */
public record ProjectorSettings(
        int queueMax, int batchMax, int replayBatchMax, Duration batchDelay, Duration retryMin, Duration retryMax) {
    /** A batch lies in memory as a whole, and its transaction holds its rows for as long. */
    private static final int BATCH_MAX = 20_000;

    /** 65,536 events, 500 per transaction, 5,000 in a replay, 50 ms, retries after 100 ms up to 2 s. */
    public static final ProjectorSettings DEFAULT = new ProjectorSettings(
            65_536, 500, 5_000, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(2));

    /** Refuses bounds that are not positive. */
    public ProjectorSettings {
        if (queueMax < 1 || batchMax < 1 || replayBatchMax < 1 || batchDelay.toNanos() < 1 || retryMin.toNanos() < 1) {
            throw new IllegalArgumentException(
                    "the bounds of a projector must be positive, got queue " + queueMax + ", batch " + batchMax
                            + " and " + replayBatchMax + ", delay " + batchDelay + ", retry " + retryMin);
        }
        if (Math.max(batchMax, replayBatchMax) > BATCH_MAX) {
            throw new IllegalArgumentException(
                    "a batch has at most " + BATCH_MAX + " events, got " + batchMax + " and " + replayBatchMax);
        }
        if (retryMax.compareTo(retryMin) < 0) {
            throw new IllegalArgumentException("retryMax must be at least " + retryMin + ", got " + retryMax);
        }
    }
}
