package io.portcullis.signals.feature;

import java.util.Comparator;

/**
 * What moved in an instrument, summed over some stretch of time; the parts of {@link IntradayFlow} that are added up.
 *
 * @param signedShares shares that buyers took less those that sellers gave
 * @param shares shares traded of which the side is known
 * @param orderFlow order flow imbalance at the best prices, in shares
 * @param depth mean of the sizes at bid and ask, summed over quotes
 * @param quotes quotes that count in {@code depth}
 * @param squares squared log changes of the middle
 */
record MinuteFlow(double signedShares, double shares, double orderFlow, double depth, int quotes, double squares) {
    static final MinuteFlow NONE = new MinuteFlow(0, 0, 0, 0, 0, 0);

    /** Of elements of one time: any order that depends on nothing but the elements makes sums the same bits. */
    static final Comparator<MinuteFlow> ORDER = Comparator.comparingDouble(MinuteFlow::signedShares)
            .thenComparingDouble(MinuteFlow::shares)
            .thenComparingDouble(MinuteFlow::orderFlow)
            .thenComparingDouble(MinuteFlow::depth)
            .thenComparingDouble(MinuteFlow::squares);

    MinuteFlow plus(MinuteFlow other) {
        return new MinuteFlow(
                signedShares + other.signedShares,
                shares + other.shares,
                orderFlow + other.orderFlow,
                depth + other.depth,
                quotes + other.quotes,
                squares + other.squares);
    }

    /** Between -1, all sold, and 1, all bought; NaN when nothing traded. */
    double tradeImbalance() {
        return shares > 0 ? signedShares / shares : Double.NaN;
    }

    /** In mean depths; NaN without quotes. */
    double orderFlowInDepths() {
        return quotes > 0 && depth > 0 ? orderFlow / (depth / quotes) : Double.NaN;
    }
}
