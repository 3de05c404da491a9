package io.portcullis.benchmarks.figure;

/** Something that a measurement needs is not there; the report says so and goes on. */
public final class NotMeasuredException extends Exception {
    /** Says what is missing and how it comes to be there. */
    public NotMeasuredException(String message) {
        super(message);
    }
}
