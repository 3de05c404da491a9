package io.portcullis.signals.feature;

import io.portcullis.indicators.ExactSum;
import io.portcullis.signals.stream.WindowSum;

/**
 * What moved in an instrument, at one moment or summed over some stretch of time; the parts of {@link IntradayFlow} that are added up.
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

    /** Between -1, all sold, and 1, all bought; NaN when nothing traded. */
    double tradeImbalance() {
        return shares > 0 ? signedShares / shares : Double.NaN;
    }

    /** In mean depths; NaN without quotes. */
    double orderFlowInDepths() {
        return quotes > 0 && depth > 0 ? orderFlow / (depth / quotes) : Double.NaN;
    }

    /** Sums without rounding errors: neither the order of the parts shows in them, nor how many there are. */
    static final class Sum implements WindowSum<MinuteFlow, MinuteFlow> {
        private final ExactSum signedShares = new ExactSum();
        private final ExactSum shares = new ExactSum();
        private final ExactSum orderFlow = new ExactSum();
        private final ExactSum depth = new ExactSum();
        private final ExactSum squares = new ExactSum();
        private int quotes;

        @Override
        public void add(MinuteFlow part) {
            signedShares.add(part.signedShares);
            shares.add(part.shares);
            orderFlow.add(part.orderFlow);
            depth.add(part.depth);
            squares.add(part.squares);
            quotes += part.quotes;
        }

        @Override
        public MinuteFlow value() {
            return new MinuteFlow(
                    signedShares.value(), shares.value(), orderFlow.value(), depth.value(), quotes, squares.value());
        }
    }
}
