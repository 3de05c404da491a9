package io.portcullis.signals.feature;

import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts frames of all features down to those that one reader asked for. A row in which nothing of these changed is the very row of
 * the last frame: most rows of most frames cost nothing. Each reader has a cut of its own, so that one that writes into its rows
 * deceives itself alone. Not thread-safe.
 */
public final class FeatureCut {
    private final List<String> names;
    private final int[] positions;
    private List<FeatureVector> wholes = List.of();
    private List<FeatureVector> parts = List.of();

    /** Of these features, in this order; {@link IllegalArgumentException} for unknown ones, which lists the known ones. */
    public FeatureCut(List<String> names) {
        this.names = List.copyOf(names);
        this.positions = FeatureNames.positions(names);
    }

    /** The next frame. */
    public FeatureFrame of(FeatureFrame all) {
        List<FeatureVector> rows = all.rows();
        FeatureVector[] cut = new FeatureVector[rows.size()];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = i < wholes.size() ? again(i, rows.get(i)) : part(rows.get(i));
        }
        wholes = rows;
        parts = List.of(cut);
        return new FeatureFrame(all.timeNanos(), names, parts);
    }

    private FeatureVector again(int place, FeatureVector whole) {
        FeatureVector before = parts.get(place);
        if (wholes.get(place) == whole) {
            return before;
        }
        FeatureVector fresh = part(whole);
        return isSame(before, fresh) ? before : fresh;
    }

    private static boolean isSame(FeatureVector one, FeatureVector other) {
        return one.instrument().equals(other.instrument())
                && one.sector().equals(other.sector())
                && one.tradable() == other.tradable()
                && Arrays.equals(one.values(), other.values());
    }

    private FeatureVector part(FeatureVector whole) {
        double[] values = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = whole.values()[positions[i]];
        }
        return new FeatureVector(whole.instrument(), whole.sector(), whole.tradable(), values);
    }
}
