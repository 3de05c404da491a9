package io.portcullis.connector.generated;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Daily logarithmic returns of the instruments, splits and dividends included, the benchmark left out. */
final class TotalReturns {
    private TotalReturns() {}

    static List<double[]> of(List<MarketEvent> events) {
        SortedMap<InstrumentId, Double> last = new TreeMap<>();
        SortedMap<InstrumentId, List<Double>> returns = new TreeMap<>();
        for (MarketEvent event : events) {
            if (event instanceof CorporateAction action && last.containsKey(action.instrument())) {
                double ratio = (double) action.splitDenominator() / action.splitNumerator();
                last.compute(
                        action.instrument(),
                        (id, close) -> (close - action.dividend().toDouble()) * ratio);
            } else if (event instanceof Bar bar && !bar.instrument().equals(InstrumentFactory.BENCHMARK)) {
                double close = bar.close().toDouble();
                double before = last.getOrDefault(bar.instrument(), close);
                returns.computeIfAbsent(bar.instrument(), id -> new ArrayList<>())
                        .add(Math.log(close / before));
                last.put(bar.instrument(), close);
            }
        }
        return returns.values().stream()
                .map(own -> own.stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
    }

    /** Over the instruments: the correlation of the returns of one span of days with those of the span behind it. */
    static double correlation(List<double[]> returns, int from, int now, int to) {
        int n = returns.size();
        double[] past = new double[n];
        double[] future = new double[n];
        for (int i = 0; i < n; i++) {
            past[i] = sum(returns.get(i), from, now);
            future[i] = sum(returns.get(i), now, to);
        }
        double pastMean = sum(past, 0, n) / n;
        double futureMean = sum(future, 0, n) / n;
        double both = 0;
        double pastSquares = 0;
        double futureSquares = 0;
        for (int i = 0; i < n; i++) {
            both += (past[i] - pastMean) * (future[i] - futureMean);
            pastSquares += (past[i] - pastMean) * (past[i] - pastMean);
            futureSquares += (future[i] - futureMean) * (future[i] - futureMean);
        }
        return both / Math.sqrt(pastSquares * futureSquares);
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
