package io.portcullis.benchmarks.figure;

import io.portcullis.transport.Durability;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * A figure and what it was computed from.
 *
 * @param figure the row
 * @param nanos its distribution; null for what is none
 */
public record Taken(Figure figure, Histogram nanos) {
    /** A latency. */
    public static Taken latency(String name, Histogram nanos, double load1) {
        return new Taken(Figure.latency(name, nanos, load1), nanos);
    }

    /** A latency of something that is recorded. */
    public static Taken latency(String name, Histogram nanos, double load1, Durability durability) {
        String word = durability.name().toLowerCase(Locale.ROOT);
        return new Taken(Figure.latency(name, nanos, load1).under(word), nanos);
    }

    /** A figure without a distribution. */
    public static Taken of(Figure figure) {
        return new Taken(figure, null);
    }
}
