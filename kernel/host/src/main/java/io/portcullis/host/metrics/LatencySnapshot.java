package io.portcullis.host.metrics;

import com.codahale.metrics.Snapshot;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The durations of a window, nanoseconds. */
final class LatencySnapshot extends Snapshot {
    private final Histogram histogram;

    LatencySnapshot(Histogram histogram) {
        this.histogram = histogram;
    }

    @Override
    public double getValue(double quantile) {
        return histogram.getValueAtPercentile(100 * quantile);
    }

    /** Each value that occurred, once. */
    @Override
    public long[] getValues() {
        return StreamSupport.stream(histogram.recordedValues().spliterator(), false)
                .mapToLong(HistogramIterationValue::getValueIteratedTo)
                .toArray();
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, histogram.getTotalCount());
    }

    @Override
    public long getMax() {
        return histogram.getMaxValue();
    }

    @Override
    public double getMean() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMean();
    }

    @Override
    public long getMin() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMinValue();
    }

    @Override
    public double getStdDev() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getStdDeviation();
    }

    @Override
    public void dump(OutputStream output) {
        try (PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8)) {
            for (long value : getValues()) {
                out.printf("%d%n", value);
            }
        }
    }
}
