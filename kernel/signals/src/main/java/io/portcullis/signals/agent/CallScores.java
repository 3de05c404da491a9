package io.portcullis.signals.agent;

import io.portcullis.indicators.FreshBars;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.FeatureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of each call at its own horizon: the name's total return less that of all tradable names together, in the call's
 * direction, less the cost of a round trip. Calls of one agent on one name overlap when it speaks every day; each weighs by its
 * average uniqueness, so that a hundred days of the same opinion are not a hundred opinions.
 *
 * <p>Memory: the calls that are open, and sums. Not thread-safe.
 */
public final class CallScores {
    private static final double BPS = 1e-4;

    private final double costBps;
    private final SortedMap<InstrumentId, Double> levels = new TreeMap<>();
    private final SortedMap<AgentId, SortedMap<InstrumentId, Overlap>> overlaps = new TreeMap<>();
    private final SortedMap<AgentId, CallScore.Sums> sums = new TreeMap<>();
    private final SortedMap<Long, List<Open>> openByDay = new TreeMap<>();
    private final FreshBars bars = new FreshBars();
    private double market;
    private long day;

    /** A call until its horizon closes. */
    private record Open(
            AgentId agent,
            InstrumentId instrument,
            int side,
            double probability,
            int horizonDays,
            double level,
            double market,
            double sharesBefore) {}

    /** How many calls of one agent on one name are open, and the sum over days of one over their number. */
    private static final class Overlap {
        private int open;
        private double shares;
    }

    /** With the cost of a round trip, basis points. */
    public CallScores(double costBps) {
        this.costBps = costBps;
    }

    /** Takes in one day: what each name returned on it. Closes what is due. Call it once a day, before that day's calls. */
    public void day(FeatureFrame frame) {
        day++;
        int returnIndex = frame.names().indexOf(FeatureNames.RETURN_1D);
        int barsIndex = frame.names().indexOf(FeatureNames.BARS);
        double sum = 0;
        int count = 0;
        for (FeatureVector row : frame.rows()) {
            double value = row.values()[returnIndex];
            if (bars.isFresh(row.instrument().value(), row.values()[barsIndex]) && value > -1) {
                levels.merge(row.instrument(), StrictMath.log1p(value), Double::sum);
                sum += row.tradable() ? value : 0;
                count += row.tradable() ? 1 : 0;
            }
        }
        market += count > 0 ? StrictMath.log1p(sum / count) : 0;
        overlaps.values()
                .forEach(names ->
                        names.values().forEach(overlap -> overlap.shares += overlap.open > 0 ? 1.0 / overlap.open : 0));
        while (!openByDay.isEmpty() && openByDay.firstKey() <= day) {
            openByDay.remove(openByDay.firstKey()).forEach(this::close);
        }
    }

    /** Takes in what was said on the day; overlays, which expect nothing, are passed over. */
    public void calls(List<Signal> signals) {
        for (Signal signal : signals) {
            Double level = levels.get(signal.instrument());
            if (level == null || signal.edgeBps() == 0) {
                continue;
            }
            Overlap overlap = overlaps.computeIfAbsent(signal.agent(), agent -> new TreeMap<>())
                    .computeIfAbsent(signal.instrument(), name -> new Overlap());
            overlap.open++;
            openByDay
                    .computeIfAbsent(day + signal.horizonDays(), closing -> new ArrayList<>())
                    .add(new Open(
                            signal.agent(),
                            signal.instrument(),
                            signal.direction().sign(),
                            signal.probability(),
                            signal.horizonDays(),
                            level,
                            market,
                            overlap.shares));
        }
    }

    private void close(Open call) {
        Overlap overlap = overlaps.get(call.agent()).get(call.instrument());
        overlap.open--;
        double uniqueness = (overlap.shares - call.sharesBefore()) / call.horizonDays();
        double name = StrictMath.expm1(levels.get(call.instrument()) - call.level());
        double all = StrictMath.expm1(market - call.market());
        double gross = call.side() * (name - all);
        sums.computeIfAbsent(call.agent(), agent -> new CallScore.Sums())
                .add(call.side(), call.probability(), gross, gross - costBps * BPS, uniqueness);
    }

    /** The score of each agent with calls that have closed. */
    public SortedMap<AgentId, CallScore> scores() {
        SortedMap<AgentId, CallScore> scores = new TreeMap<>();
        for (Map.Entry<AgentId, CallScore.Sums> entry : sums.entrySet()) {
            scores.put(entry.getKey(), entry.getValue().score());
        }
        return scores;
    }
}
