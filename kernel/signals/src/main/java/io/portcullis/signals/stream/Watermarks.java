package io.portcullis.signals.stream;

import java.util.Map;
import java.util.TreeMap;

/**
 * Up to which event time everything has been seen: per partition its latest time less the disorder allowed, less one; over all
 * partitions the least, without those that have been silent for too long. Never backwards. Not thread-safe.
 */
public final class Watermarks {
    private final long disorderNanos;
    private final long idleNanos;
    private final Map<String, Partition> partitions = new TreeMap<>();
    private long merged = Long.MIN_VALUE;

    /**
     * With these allowances.
     *
     * @param disorderNanos how much earlier than its predecessors an element may be
     * @param idleNanos after how much engine time without elements a partition holds the others up no longer
     */
    public Watermarks(long disorderNanos, long idleNanos) {
        if (disorderNanos < 0 || idleNanos <= 0) {
            throw new IllegalArgumentException("disorder must not be negative and idle time must be positive, got "
                    + disorderNanos + " and " + idleNanos);
        }
        this.disorderNanos = disorderNanos;
        this.idleNanos = idleNanos;
    }

    /** An element came. */
    public void observe(String partition, long eventNanos, long nowNanos) {
        Partition seen = partitions.computeIfAbsent(partition, name -> new Partition());
        seen.latestNanos = Math.max(seen.latestNanos, eventNanos);
        seen.heardNanos = nowNanos;
    }

    /** The watermark at an engine time; {@link Long#MIN_VALUE} before anything was seen. */
    public long at(long nowNanos) {
        long least = Long.MAX_VALUE;
        for (Partition partition : partitions.values()) {
            if (nowNanos - partition.heardNanos < idleNanos) {
                least = Math.min(least, partition.latestNanos - disorderNanos - 1);
            }
        }
        if (least != Long.MAX_VALUE) {
            merged = Math.max(merged, least);
        }
        return merged;
    }

    private static final class Partition {
        private long latestNanos = Long.MIN_VALUE;
        private long heardNanos;
    }
}
