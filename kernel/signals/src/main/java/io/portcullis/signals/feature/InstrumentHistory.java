package io.portcullis.signals.feature;

import io.portcullis.indicators.Returns;
import io.portcullis.indicators.RingWindow;
import io.portcullis.indicators.RollingBeta;
import io.portcullis.indicators.RollingMoments;
import io.portcullis.indicators.TotalReturnIndex;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Quote;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;

/** What is remembered of one instrument to compute its features, O(1) per bar. Not thread-safe. */
final class InstrumentHistory {
    private static final int YEAR = 252;
    private static final int MONTH = 21;
    private static final int WEEK = 5;
    private static final int NO_SESSION = Integer.MIN_VALUE;

    private final TotalReturnIndex index = new TotalReturnIndex();
    private final RingWindow levels = new RingWindow(YEAR + 1);
    private final RollingMoments volatility20 = new RollingMoments(20);
    private final RollingMoments volatility126 = new RollingMoments(126);
    private final RollingMoments shares20 = new RollingMoments(20);
    private final RollingMoments dollars20 = new RollingMoments(20);
    private final RollingBeta beta = new RollingBeta(YEAR);
    private final ChartHistory chart = new ChartHistory();
    private double price = Double.NaN;
    private double lastReturn = Double.NaN;
    private double spreadBps = Double.NaN;
    private int bars;
    private int lastSession = NO_SESSION;
    private int sessionBefore = NO_SESSION;
    private long changes;

    /** False for a bar that is not newer than the last one, which is passed over. */
    boolean dayBar(Bar bar) {
        int session = (int) bar.session().toEpochDay();
        if (session <= lastSession) {
            return false;
        }
        double close = bar.close().toDouble();
        double shares = bar.volume().toDouble();
        lastReturn = index.add(close);
        levels.add(index.level());
        chart.dayBar(bar, index.level());
        double log = StrictMath.log1p(lastReturn);
        volatility20.add(log);
        volatility126.add(log);
        shares20.add(shares);
        dollars20.add(close * shares);
        price = close;
        bars++;
        sessionBefore = lastSession;
        lastSession = session;
        changes++;
        return true;
    }

    void action(CorporateAction action) {
        double split = action.splitNumerator() / (double) action.splitDenominator();
        double dividend = action.dividend().toDouble();
        index.action(split, dividend);
        shares20.scale(split);
        chart.split(split);
        price = (price > dividend ? price - dividend : price) / split;
        spreadBps = Double.NaN;
        changes++;
    }

    void livePrice(double newest) {
        price = newest;
        changes++;
    }

    void quote(Quote quote) {
        double bid = quote.bid().toDouble();
        double ask = quote.ask().toDouble();
        if (bid > 0 && ask > 0) {
            double middle = (bid + ask) / 2;
            spreadBps = (ask - bid) / middle * 1e4;
            livePrice(middle);
        } else {
            spreadBps = Double.NaN;
            changes++;
        }
    }

    void marketReturn(double market, double own) {
        beta.add(market, own);
        changes++;
    }

    /** How often something changed: while it is the same, so are the values. */
    long changes() {
        return changes;
    }

    double lastReturn() {
        return lastReturn;
    }

    /** True when the last return spans exactly from one session to the other. */
    boolean returnSpans(int from, int to) {
        return sessionBefore == from && lastSession == to && from != NO_SESSION;
    }

    boolean isStale(LocalDate date, int days) {
        return lastSession != NO_SESSION && lastSession < date.toEpochDay() - days;
    }

    /**
     * All values in the order of {@link FeatureNames#ALL}.
     *
     * @param intraday the last three of them
     */
    double[] values(double[] intraday) {
        return new double[] {
            price,
            lastReturn,
            index.returnTo(price),
            Returns.simple(levels.ago(YEAR), levels.ago(MONTH)),
            volatility20.sd(),
            volatility126.sd(),
            shares20.mean(),
            dollars20.mean(),
            beta.beta(),
            bars,
            spreadBps,
            Returns.simple(levels.ago(WEEK), levels.ago(0)),
            Returns.simple(levels.ago(YEAR), levels.ago(0)),
            chart.relativeStrength(),
            chart.convergence(),
            chart.placeInBands(),
            chart.trueRange(),
            chart.direction(),
            chart.aboveAverage(),
            chart.aboveVolumeWeighted(),
            intraday[0],
            intraday[1],
            intraday[2]
        };
    }

    double averageDailyVolume() {
        return shares20.mean();
    }

    double marketBeta() {
        return beta.beta();
    }

    double dailyVolatility() {
        return volatility20.sd();
    }

    void writeTo(DataOutput out) throws IOException {
        index.writeTo(out);
        levels.writeTo(out);
        volatility20.writeTo(out);
        volatility126.writeTo(out);
        shares20.writeTo(out);
        dollars20.writeTo(out);
        beta.writeTo(out);
        chart.writeTo(out);
        out.writeDouble(price);
        out.writeDouble(lastReturn);
        out.writeDouble(spreadBps);
        out.writeInt(bars);
        out.writeInt(lastSession);
        out.writeInt(sessionBefore);
    }

    void readFrom(DataInput in) throws IOException {
        index.readFrom(in);
        levels.readFrom(in);
        volatility20.readFrom(in);
        volatility126.readFrom(in);
        shares20.readFrom(in);
        dollars20.readFrom(in);
        beta.readFrom(in);
        chart.readFrom(in);
        price = in.readDouble();
        lastReturn = in.readDouble();
        spreadBps = in.readDouble();
        bars = in.readInt();
        lastSession = in.readInt();
        sessionBefore = in.readInt();
        changes++;
    }
}
