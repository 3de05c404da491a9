package io.portcullis.signals.feature;

import io.portcullis.indicators.Adx;
import io.portcullis.indicators.Atr;
import io.portcullis.indicators.Bollinger;
import io.portcullis.indicators.Macd;
import io.portcullis.indicators.RollingSum;
import io.portcullis.indicators.Rsi;
import io.portcullis.indicators.Vwap;
import io.portcullis.model.market.Bar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The chart indicators of one instrument, O(1) per daily bar. Not thread-safe.
 *
 * <p>They are drawn on the total-return index: each bar is multiplied by index over close, volumes are counted in the shares of
 * the first bar. So a split or a dividend makes no gap, and nothing of the past has to be rewritten when one comes. Whatever
 * has the price's unit is given as a fraction of the price.
 */
final class ChartHistory {
    private static final int AVERAGE = 200;

    private final Rsi strength = new Rsi(14);
    private final Macd convergence = new Macd(12, 26, 9);
    private final Bollinger bands = new Bollinger(20, 2);
    private final Atr range = new Atr(14);
    private final Adx direction = new Adx(14);
    private final RollingSum closes = new RollingSum(AVERAGE);
    private final Vwap weighted = new Vwap(5);
    private double level = Double.NaN;
    private double sharesPerFirst = 1;

    /** A bar, and the total-return index at its close. */
    void dayBar(Bar bar, double index) {
        double scale = index / bar.close().toDouble();
        double high = bar.high().toDouble() * scale;
        double low = bar.low().toDouble() * scale;
        level = index;
        strength.add(index);
        convergence.add(index);
        bands.add(index);
        range.add(high, low, index);
        direction.add(high, low, index);
        closes.add(index);
        weighted.add(high, low, index, bar.volume().toDouble() / sharesPerFirst);
    }

    /** So many new shares per old one from the next bar on. */
    void split(double split) {
        sharesPerFirst *= split;
    }

    double relativeStrength() {
        return strength.value();
    }

    double convergence() {
        return convergence.histogram() / level;
    }

    double placeInBands() {
        return bands.percentB();
    }

    double trueRange() {
        return range.value() / level;
    }

    double direction() {
        return direction.value();
    }

    double aboveAverage() {
        return level / (closes.value() / AVERAGE) - 1;
    }

    double aboveVolumeWeighted() {
        return level / weighted.value() - 1;
    }

    void writeTo(DataOutput out) throws IOException {
        strength.writeTo(out);
        convergence.writeTo(out);
        bands.writeTo(out);
        range.writeTo(out);
        direction.writeTo(out);
        closes.writeTo(out);
        weighted.writeTo(out);
        out.writeDouble(level);
        out.writeDouble(sharesPerFirst);
    }

    void readFrom(DataInput in) throws IOException {
        strength.readFrom(in);
        convergence.readFrom(in);
        bands.readFrom(in);
        range.readFrom(in);
        direction.readFrom(in);
        closes.readFrom(in);
        weighted.readFrom(in);
        level = in.readDouble();
        sharesPerFirst = in.readDouble();
    }
}
