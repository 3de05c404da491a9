package io.portcullis.engine.sizing;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.model.signal.Opportunity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights that the chosen opportunities should have together: sized by volatility, then scaled down until no sector, the
 * net and the gross are above their sizing caps. These caps lie inside the pack's limits, so that the gate is not the sizer.
 */
public final class TargetBook {
    private final VolatilitySizer sizer;
    private final double grossMax;
    private final double netMax;
    private final double sectorMax;

    /** Caps from the settings. */
    public TargetBook(EngineSettings settings, VolatilitySizer sizer) {
        this.sizer = sizer;
        grossMax = settings.number("sizing.gross.max");
        netMax = settings.number("sizing.net.max");
        sectorMax = settings.number("sizing.sector.max");
    }

    /** Signed fraction of equity per chosen opportunity, in the order given. */
    public Map<Opportunity, Double> weights(Map<Opportunity, InstrumentState> chosen) {
        Map<Opportunity, Double> weights = new LinkedHashMap<>();
        chosen.forEach((opportunity, state) ->
                weights.put(opportunity, opportunity.direction().sign() * sizer.weight(state)));
        capSectors(weights, chosen);
        capNet(weights);
        double gross = weights.values().stream().mapToDouble(Math::abs).sum();
        if (gross > grossMax) {
            weights.replaceAll((opportunity, weight) -> weight * grossMax / gross);
        }
        return weights;
    }

    private void capSectors(Map<Opportunity, Double> weights, Map<Opportunity, InstrumentState> chosen) {
        Map<String, Double> bySector = new TreeMap<>();
        weights.forEach((opportunity, weight) ->
                bySector.merge(chosen.get(opportunity).sector(), Math.abs(weight), Double::sum));
        weights.replaceAll((opportunity, weight) -> {
            double sum = bySector.get(chosen.get(opportunity).sector());
            return sum > sectorMax ? weight * sectorMax / sum : weight;
        });
    }

    /** The heavier side gives way. */
    private void capNet(Map<Opportunity, Double> weights) {
        double longs =
                weights.values().stream().mapToDouble(w -> Math.max(w, 0)).sum();
        double shorts =
                -weights.values().stream().mapToDouble(w -> Math.min(w, 0)).sum();
        double excess = Math.abs(longs - shorts) - netMax;
        if (excess <= 0) {
            return;
        }
        boolean tooLong = longs > shorts;
        double heavy = tooLong ? longs : shorts;
        double scale = (heavy - excess) / heavy;
        weights.replaceAll((opportunity, weight) -> (weight > 0) == tooLong ? weight * scale : weight);
    }
}
