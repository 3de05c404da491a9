package io.portcullis.indicators.calibration;

import java.util.Arrays;

/** A step map that never falls, fitted by pooling adjacent violators, with straight lines between the centres of its blocks. */
public final class IsotonicCalibration implements Calibrator {
    private final double[] centres;
    private final double[] levels;

    private IsotonicCalibration(double[] centres, double[] levels) {
        this.centres = centres;
        this.levels = levels;
    }

    /**
     * The non-decreasing sequence nearest to another in least squares: pool adjacent violators.
     *
     * @param values in the order of their places; not written to
     */
    public static double[] pool(double[] values) {
        double[] sums = new double[values.length];
        int[] counts = new int[values.length];
        int blocks = pool(values, sums, counts);
        double[] pooled = new double[values.length];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < counts[block]; i++) {
                pooled[at++] = sums[block] / counts[block];
            }
        }
        return pooled;
    }

    private static int pool(double[] values, double[] sums, int[] counts) {
        int blocks = 0;
        for (double value : values) {
            sums[blocks] = value;
            counts[blocks] = 1;
            blocks++;
            while (blocks > 1 && sums[blocks - 2] * counts[blocks - 1] >= sums[blocks - 1] * counts[blocks - 2]) {
                sums[blocks - 2] += sums[blocks - 1];
                counts[blocks - 2] += counts[blocks - 1];
                blocks--;
            }
        }
        return blocks;
    }

    static IsotonicCalibration fit(double[] probabilities, boolean[] cameTrue) {
        int n = probabilities.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        // By what was said, then by what came true: among equals nothing may rise, so that they become one block.
        Arrays.sort(order, (i, j) -> {
            int bySaid = Double.compare(probabilities[i], probabilities[j]);
            return bySaid != 0 ? bySaid : Boolean.compare(cameTrue[j], cameTrue[i]);
        });
        double[] outcomes = new double[n];
        for (int i = 0; i < n; i++) {
            outcomes[i] = cameTrue[order[i]] ? 1 : 0;
        }
        double[] sums = new double[n];
        int[] counts = new int[n];
        int blocks = pool(outcomes, sums, counts);
        double[] centres = new double[blocks];
        double[] levels = new double[blocks];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < counts[block]; i++) {
                centres[block] += probabilities[order[at++]] / counts[block];
            }
            levels[block] = Math.max(1.0 / (n + 2), Math.min((n + 1.0) / (n + 2), sums[block] / counts[block]));
        }
        return new IsotonicCalibration(centres, levels);
    }

    static IsotonicCalibration parse(String[] points) {
        double[] centres = new double[points.length];
        double[] levels = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            String[] pair = points[i].split(":");
            if (pair.length != 2) {
                throw new IllegalArgumentException("isotonic: a point reads P:Q, got '" + points[i] + "'");
            }
            centres[i] = Double.parseDouble(pair[0]);
            levels[i] = Double.parseDouble(pair[1]);
            boolean rises = i == 0 || centres[i] > centres[i - 1] && levels[i] >= levels[i - 1];
            if (!(rises && levels[i] > 0 && levels[i] < 1)) {
                throw new IllegalArgumentException(
                        "isotonic: points must rise, with levels inside (0, 1), got '" + points[i] + "'");
            }
        }
        if (points.length == 0) {
            throw new IllegalArgumentException("isotonic: at least one point P:Q, got none");
        }
        return new IsotonicCalibration(centres, levels);
    }

    @Override
    public double apply(double probability) {
        int last = centres.length - 1;
        if (probability <= centres[0]) {
            return levels[0];
        }
        if (probability >= centres[last]) {
            return levels[last];
        }
        int place = Arrays.binarySearch(centres, probability);
        if (place >= 0) {
            return levels[place];
        }
        int right = -place - 1;
        double share = (probability - centres[right - 1]) / (centres[right] - centres[right - 1]);
        return levels[right - 1] + share * (levels[right] - levels[right - 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IsotonicCalibration that
                && Arrays.equals(centres, that.centres)
                && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(centres) + Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("isotonic");
        for (int i = 0; i < centres.length; i++) {
            text.append(' ').append(centres[i]).append(':').append(levels[i]);
        }
        return text.toString();
    }
}
