package io.portcullis.host.session;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The yardstick beside every back test: the tradable instruments of each day, equally weighted and rebalanced daily at no cost.
 * A data set of survivors flatters everything that is long; compare with this, not with zero.
 */
public final class EqualWeight {
    private final Map<InstrumentId, Double> lastClose = new HashMap<>();
    private final List<Double> levels = new ArrayList<>(List.of(1.0));

    /** Takes one date's bars: the members are those that could be traded at the close before. */
    public void on(MarketDay day, Set<InstrumentId> members, boolean counted) {
        Map<InstrumentId, CorporateAction> actions = new HashMap<>();
        day.actions().forEach(action -> actions.put(action.instrument(), action));
        double sum = 0;
        int count = 0;
        for (Bar bar : day.bars()) {
            if (bar.suspect()) {
                lastClose.remove(bar.instrument());
                continue;
            }
            Double before = lastClose.put(bar.instrument(), bar.close().toDouble());
            if (before != null && members.contains(bar.instrument())) {
                sum += totalReturn(before, bar, actions.get(bar.instrument()));
                count++;
            }
        }
        if (counted) {
            double last = levels.get(levels.size() - 1);
            levels.add(count == 0 ? last : last * (1 + sum / count));
        }
    }

    private static double totalReturn(double before, Bar bar, CorporateAction action) {
        double now = bar.close().toDouble();
        if (action != null) {
            // per old share: the new shares it became, and its cash
            now = now * action.splitNumerator() / action.splitDenominator()
                    + action.dividend().toDouble();
        }
        return now / before - 1;
    }

    /** Growth of one unit, the start included. */
    public List<Double> levels() {
        return List.copyOf(levels);
    }
}
