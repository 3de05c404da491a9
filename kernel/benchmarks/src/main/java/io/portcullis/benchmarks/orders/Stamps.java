package io.portcullis.benchmarks.orders;

/**
 * When the one order that is under way passed which station, {@link System#nanoTime()}. Each field is written by one thread;
 * the log between them, and at the end the count of answers, make the writes visible.
 */
final class Stamps {
    /** The core thread got the order back, recorded. */
    long recorded;
    /** The core thread got its decision back, recorded. */
    long decided;
    /** The venue got it. */
    long atVenue;
}
