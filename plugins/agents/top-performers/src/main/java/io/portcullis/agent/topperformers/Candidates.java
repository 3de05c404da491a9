package io.portcullis.agent.topperformers;

import io.portcullis.indicators.CrossSection;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Tradability;
import java.util.ArrayList;
import java.util.List;

/** The eligible rows of one frame, ranked. Knows the order of the features that the agent asks for. */
final class Candidates {
    static final List<String> FEATURES = List.of(
            "momentum.252.21", "beta.252d", "volatility.126d", "close", "dollarvolume.20d", "return.1d", "bars");

    private static final int MOMENTUM = 0;
    private static final int BETA = 1;
    private static final int VOLATILITY = 2;
    private static final int CLOSE = 3;
    private static final int DOLLAR_VOLUME = 4;
    private static final int RETURN = 5;
    private static final int BARS = 6;

    private final List<FeatureVector> rows = new ArrayList<>();
    private final double[] scores;
    private final double[] fromTop;

    /** Ranks what of a frame may be ranked. */
    Candidates(FeatureFrame frame, TopPerformersSettings settings) {
        for (FeatureVector row : frame.rows()) {
            if (objection(row, settings) == null) {
                rows.add(row);
            }
        }
        double[] momentum = column(MOMENTUM);
        List<String> sectors = rows.stream().map(FeatureVector::sector).toList();
        double[] residual = CrossSection.residuals(momentum, column(BETA), sectors);
        scores = CrossSection.blomScores(residual);
        fromTop = CrossSection.ranks(residual);
        for (int i = 0; i < fromTop.length; i++) {
            fromTop[i] = 1 - (fromTop[i] - 0.5) / fromTop.length;
        }
    }

    private double[] column(int feature) {
        return rows.stream().mapToDouble(row -> row.values()[feature]).toArray();
    }

    /** Why a row is not ranked; null when it is. */
    static String objection(FeatureVector row, TopPerformersSettings settings) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        if (Double.isNaN(values[MOMENTUM])) {
            return "no price 252 days ago";
        }
        if (Double.isNaN(values[BETA]) || !(values[VOLATILITY] > 0)) {
            return "no beta or volatility";
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

    /** Standard normal score of the residual momentum. */
    double score(int index) {
        return scores[index];
    }

    /** Place in the ranking from the top, inside (0, 1). */
    double fromTop(int index) {
        return fromTop[index];
    }

    /** Daily standard deviation, a fraction. */
    double volatility(int index) {
        return rows.get(index).values()[VOLATILITY];
    }

    /** Total return of a row's last daily bar; NaN when unknown. */
    static double lastReturn(FeatureVector row) {
        return row.values()[RETURN];
    }

    /** Daily bars of a row; 0 when unknown. */
    static long bars(FeatureVector row) {
        double bars = row.values()[BARS];
        return Double.isNaN(bars) ? 0 : (long) bars;
    }

    /** Daily bars of all rows: any new bar changes it. */
    static long bars(FeatureFrame frame) {
        return frame.rows().stream().mapToLong(Candidates::bars).sum();
    }
}
