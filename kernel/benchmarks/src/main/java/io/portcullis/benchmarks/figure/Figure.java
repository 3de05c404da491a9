package io.portcullis.benchmarks.figure;

import org.HdrHistogram.Histogram;

/**
 * One row of benchmarks.json. Null stands for "does not apply".
 *
 * @param name what was measured
 * @param value the figure: the median of a latency, otherwise the rate, the bytes or the share
 * @param unit of value, percentiles and peerValue
 * @param p50 median; null for what is no distribution
 * @param p99 99th percentile; null when there were too few samples to have one
 * @param p999 99.9th percentile; the same
 * @param samples how many evaluations, orders or seconds stand behind it
 * @param load1 the machine's 1-minute load average when the measurement began
 * @param durability what a recorded event survives, where a log is involved
 * @param peer what it is held against
 * @param peerValue the peer's value, from the same run on the same input
 * @param ratio value / peerValue
 */
public record Figure(
        String name,
        double value,
        String unit,
        Double p50,
        Double p99,
        Double p999,
        long samples,
        double load1,
        String durability,
        String peer,
        Double peerValue,
        Double ratio) {
    private static final double NANOS_PER_MICRO = 1e3;
    /** A percentile needs ten samples beyond it to say more than "the worst one". */
    private static final double SAMPLES_BEYOND_MIN = 10;

    /** A latency in microseconds out of nanoseconds. */
    public static Figure latency(String name, Histogram nanos, double load1) {
        double median = nanos.getValueAtPercentile(50) / NANOS_PER_MICRO;
        return new Figure(
                name,
                median,
                "us",
                median,
                micros(nanos, 99),
                micros(nanos, 99.9),
                nanos.getTotalCount(),
                load1,
                null,
                null,
                null,
                null);
    }

    /** A single number. */
    public static Figure number(String name, double value, String unit, long samples, double load1) {
        return new Figure(name, value, unit, null, null, null, samples, load1, null, null, null, null);
    }

    /** The same with the log's durability. */
    public Figure under(String newDurability) {
        return new Figure(name, value, unit, p50, p99, p999, samples, load1, newDurability, peer, peerValue, ratio);
    }

    /** The same held against another figure of the same unit. */
    public Figure against(Figure other) {
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException(name + " is in " + unit + ", " + other.name + " in " + other.unit);
        }
        Double quotient = other.value == 0 ? null : value / other.value;
        return new Figure(
                name, value, unit, p50, p99, p999, samples, load1, durability, other.name, other.value, quotient);
    }

    private static Double micros(Histogram nanos, double percentile) {
        boolean enough = nanos.getTotalCount() * (1 - percentile / 100) >= SAMPLES_BEYOND_MIN;
        return enough ? nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO : null;
    }
}
