package io.portcullis.ingest.deadletter;

import java.util.SortedMap;

/**
 * How many bad records there were.
 *
 * @param total all of them
 * @param byKind by reason, without the values in it; kinds beyond the first 100 are counted as {@code other}
 * @param notInFile those that the day's file did not take: it is full, or the disk failed
 * @param notOnBus those that the bus did not take; 0 when there is no bus
 */
public record DeadLetterCounts(long total, SortedMap<String, Long> byKind, long notInFile, long notOnBus) {}
