package io.portcullis.indicators;

/** What volume indicators say about one bar. NaN in, NaN out. */
public final class MoneyFlow {
    private MoneyFlow() {}

    /** The mean of high, low and close. */
    public static double typicalPrice(double high, double low, double close) {
        return (high + low + close) / 3;
    }

    /** Where a bar closed in its range: 1 at the high, -1 at the low, after Chaikin; 0 for a bar without a range. */
    public static double multiplier(double high, double low, double close) {
        return high == low ? 0 * close : ((close - low) - (high - close)) / (high - low);
    }
}
