package io.portcullis.host.report;

/**
 * One measured path.
 *
 * @param path from where to where
 * @param count samples
 * @param p50Micros median, microseconds
 * @param p99Micros 99th percentile
 * @param p999Micros 99.9th percentile
 * @param maxMicros largest
 */
public record Latency(
        String path, long count, double p50Micros, double p99Micros, double p999Micros, double maxMicros) {}
