package io.portcullis.agent.technical;

import io.portcullis.indicators.CrossSection;
import io.portcullis.indicators.Returns;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Tradability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The eligible rows of one frame, scored against each other. Knows the order of the features that the agent asks for. */
final class Charts {
    static final List<String> FEATURES = List.of(
            "return.252d",
            "macd.12.26.9",
            "sma.200",
            "rsi.14",
            "bollinger.20.2",
            "vwap.5",
            "return.5d",
            "return.1d",
            "adx.14",
            "atr.14",
            "volatility.126d",
            "close",
            "dollarvolume.20d");

    private static final int YEAR = 0;
    private static final int MACD = 1;
    private static final int ABOVE_AVERAGE = 2;
    private static final int STRENGTH = 3;
    private static final int BANDS = 4;
    private static final int ABOVE_TRADED = 5;
    private static final int WEEK = 6;
    private static final int DAY = 7;
    private static final int ADX = 8;
    private static final int RANGE = 9;
    private static final int VOLATILITY = 10;
    private static final int CLOSE = 11;
    private static final int DOLLAR_VOLUME = 12;

    /** The volatility a year that each name's trend is scaled to (Moskowitz, Ooi and Pedersen 2012). */
    private static final double TREND_VOLATILITY = 0.40;
    /** No single measure counts for more than so many deviations. */
    private static final double WINSOR = 3;

    private static final double WEEK_DAYS = 5;
    /** How many of the measures follow the trend; the others lean against the last days. */
    private static final int TREND_MEASURES = 3;

    private final List<FeatureVector> rows = new ArrayList<>();
    /** What is standardised: trend, then reversal. */
    private final List<double[]> measures;

    private final double[] trendShare;
    private final double[] trend;
    private final double[] reversal;
    private final double[] scores;

    /**
     * Scores what of a frame may be judged.
     *
     * @param before of an earlier frame, null for none: between two closes the measures stay as they are and are not scored again
     */
    Charts(FeatureFrame frame, TechnicalSettings settings, Charts before) {
        for (FeatureVector row : frame.rows()) {
            if (objection(row, settings) == null) {
                rows.add(row);
            }
        }
        trendShare = column(v -> trendShare(v[ADX], settings));
        measures = List.of(
                column(v -> timeSeriesMomentum(v[YEAR], v[VOLATILITY])),
                column(v -> v[MACD] / v[RANGE]),
                column(v -> v[ABOVE_AVERAGE] / v[VOLATILITY]),
                column(v -> 50 - v[STRENGTH]),
                column(v -> 0.5 - v[BANDS]),
                column(v -> -v[ABOVE_TRADED] / v[VOLATILITY]),
                column(v -> -v[WEEK] / (v[VOLATILITY] * StrictMath.sqrt(WEEK_DAYS))),
                column(v -> -v[DAY] / v[VOLATILITY]));
        boolean same = before != null && isOfSameMeasures(before);
        trend = same ? before.trend : mean(measures.subList(0, TREND_MEASURES));
        reversal = same ? before.reversal : mean(measures.subList(TREND_MEASURES, measures.size()));
        scores = same ? before.scores : CrossSection.blomScores(blended());
    }

    private boolean isOfSameMeasures(Charts other) {
        boolean same = Arrays.equals(trendShare, other.trendShare);
        for (int i = 0; same && i < measures.size(); i++) {
            same = Arrays.equals(measures.get(i), other.measures.get(i));
        }
        return same;
    }

    private double[] blended() {
        double[] blended = new double[rows.size()];
        for (int i = 0; i < blended.length; i++) {
            blended[i] = trendPart(i) + reversalPart(i);
        }
        return blended;
    }

    private double[] column(ToDoubleFunction<double[]> measure) {
        return rows.stream()
                .mapToDouble(row -> measure.applyAsDouble(row.values()))
                .toArray();
    }

    /** Each measure against those of the others, then all with the same weight: nothing here is fitted. */
    private static double[] mean(List<double[]> measures) {
        double[] sum = new double[measures.get(0).length];
        for (double[] measure : measures) {
            double[] z = CrossSection.robustZ(measure, WINSOR);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += z[i] / measures.size();
            }
        }
        return sum;
    }

    /** The sign of the year, in units that give every name the same volatility. */
    static double timeSeriesMomentum(double yearReturn, double dailyVolatility) {
        return Math.signum(yearReturn) * TREND_VOLATILITY / Returns.annualised(dailyVolatility);
    }

    /** 0 up to the one ADX, 1 from the other on, a straight line between. */
    static double trendShare(double adx, TechnicalSettings settings) {
        double share = (adx - settings.trendNone()) / (settings.trendFull() - settings.trendNone());
        return Math.max(0, Math.min(1, share));
    }

    /** Why a row is not judged; null when it is. */
    static String objection(FeatureVector row, TechnicalSettings settings) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return "no " + FEATURES.get(i) + ": too few bars, or none of late";
            }
        }
        if (!(values[VOLATILITY] > 0) || !(values[RANGE] > 0)) {
            return "its price does not move";
        }
        return new Tradability(settings.priceMin(), settings.dollarVolumeMin())
                .objection(values[CLOSE], values[DOLLAR_VOLUME]);
    }

    int size() {
        return rows.size();
    }

    FeatureVector row(int index) {
        return rows.get(index);
    }

    /** Standard normal score among all that are judged. */
    double score(int index) {
        return scores[index];
    }

    /** Which part of the chart spoke louder. */
    String reason(int index) {
        return Math.abs(trendPart(index)) >= Math.abs(reversalPart(index)) ? "trend" : "reversal";
    }

    private double trendPart(int index) {
        return trendShare[index] * trend[index];
    }

    private double reversalPart(int index) {
        return (1 - trendShare[index]) * reversal[index];
    }

    /** Daily standard deviation, a fraction. */
    double volatility(int index) {
        return rows.get(index).values()[VOLATILITY];
    }
}
