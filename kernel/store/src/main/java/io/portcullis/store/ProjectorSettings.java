package io.portcullis.store;

import java.time.Duration;

/**
 * Bounds of a projector.
 *
 * @param queueMax events that may wait for the database before the projector drops out and reads them from the log instead
 * @param batchMax events per transaction
 * @param batchDelay how long events may wait for company
 * @param retryMin wait after the first failure
 * @param retryMax wait after many
 */
public record ProjectorSettings(int queueMax, int batchMax, Duration batchDelay, Duration retryMin, Duration retryMax) {
    /** 65,536 events, 500 per transaction, 50 ms, retries after 100 ms up to 2 s. */
    public static final ProjectorSettings DEFAULT =
            new ProjectorSettings(65_536, 500, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(2));

    /** Refuses bounds that are not positive. */
    public ProjectorSettings {
        if (queueMax < 1 || batchMax < 1 || batchDelay.toNanos() < 1 || retryMin.toNanos() < 1) {
            throw new IllegalArgumentException("the bounds of a projector must be positive, got queue " + queueMax
                    + ", batch " + batchMax + ", delay " + batchDelay + ", retry " + retryMin);
        }
        if (retryMax.compareTo(retryMin) < 0) {
            throw new IllegalArgumentException("retryMax must be at least " + retryMin + ", got " + retryMax);
        }
    }
}
