package io.portcullis.agent.moneyflows;

import io.portcullis.indicators.CrossSection;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Tradability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The eligible rows of one frame with their flows, scored against each other. */
final class FlowRanking {
    static final List<String> FEATURES = List.of("close", "dollarvolume.20d", "volatility.20d");

    private static final int CLOSE = 0;
    private static final int DOLLAR_VOLUME = 1;
    private static final int VOLATILITY = 2;

    /** No single measure counts for more than so many deviations. */
    private static final double WINSOR = 3;

    private static final List<String> MEASURES = List.of("cmf", "obv", "mfi");

    private final List<FeatureVector> rows = new ArrayList<>();
    private final List<FlowHistory> flows = new ArrayList<>();
    private final List<double[]> raw;
    private final List<double[]> measures;
    private final double[] scores;

    /**
     * Scores what of a frame may be judged: each measure against those of the others, then their mean. Nothing is fitted.
     *
     * @param before of an earlier frame, null for none: between two bars the measures stay as they are and are not scored again
     */
    FlowRanking(FeatureFrame frame, FlowBook book, MoneyFlowsSettings settings, FlowRanking before) {
        for (FeatureVector row : frame.rows()) {
            FlowHistory history = book.find(row.instrument());
            if (objection(row, history, settings) == null) {
                rows.add(row);
                flows.add(history);
            }
        }
        raw = List.of(
                column(FlowHistory::chaikin),
                column(FlowHistory::balanceGained),
                column(history -> history.moneyFlowIndex() - 50));
        boolean same = before != null && isOfSameMeasures(before);
        measures = same
                ? before.measures
                : raw.stream().map(each -> CrossSection.robustZ(each, WINSOR)).toList();
        scores = same ? before.scores : CrossSection.blomScores(mean());
    }

    private double[] column(ToDoubleFunction<FlowHistory> measure) {
        return flows.stream().mapToDouble(measure).toArray();
    }

    private boolean isOfSameMeasures(FlowRanking other) {
        boolean same = true;
        for (int i = 0; same && i < raw.size(); i++) {
            same = Arrays.equals(raw.get(i), other.raw.get(i));
        }
        return same;
    }

    private double[] mean() {
        double[] mean = new double[rows.size()];
        for (double[] measure : measures) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += measure[i] / measures.size();
            }
        }
        return mean;
    }

    /** Why a row is not judged; null when it is. */
    static String objection(FeatureVector row, FlowHistory history, MoneyFlowsSettings settings) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        if (history == null) {
            return "no daily bar of late";
        }
        if (Double.isNaN(history.balanceGained()) || Double.isNaN(history.chaikin())) {
            return "fewer than 21 daily bars with volume";
        }
        if (!(values[VOLATILITY] > 0)) {
            return "no volatility: too few bars, or none of late";
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

    FlowHistory flow(int index) {
        return flows.get(index);
    }

    /** Standard normal score among all that are judged. */
    double score(int index) {
        return scores[index];
    }

    /** Which measure spoke loudest. */
    String reason(int index) {
        int loudest = 0;
        for (int i = 1; i < MEASURES.size(); i++) {
            if (Math.abs(measures.get(i)[index]) > Math.abs(measures.get(loudest)[index])) {
                loudest = i;
            }
        }
        return MEASURES.get(loudest);
    }

    /** Daily standard deviation, a fraction. */
    double volatility(int index) {
        return rows.get(index).values()[VOLATILITY];
    }
}
