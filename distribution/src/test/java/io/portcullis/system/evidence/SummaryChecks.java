package io.portcullis.system.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recomputes summary.json from the csv files. */
final class SummaryChecks {
    static final String SUMMARY = "summary.json";
    private static final double RELATIVE_TOLERANCE = 1e-6;

    private final String json;
    private final Findings findings;

    SummaryChecks(Path folder, Findings findings) throws IOException {
        ObjectNode summary =
                (ObjectNode) new ObjectMapper().readTree(folder.resolve(SUMMARY).toFile());
        // both have keys of the same names, about themselves
        this.json = summary.without(List.of("agents", "equalWeight")).toString();
        this.findings = findings;
    }

    void check(RunFiles run, RawData data, double capital, FifoTrades.Summary trades) {
        counts(run, data);
        expect("trades", trades.trades(), 0);
        expect("wins", trades.wins(), trades.nearlyNothing());
        expect("winRate", (double) trades.wins() / Math.max(1, trades.trades()), trades.nearlyNothing() * 1e-3);
        expect("expectancyBps", trades.expectancyBps(), 1e-5);
        path(run, capital);
    }

    private void counts(RunFiles run, RawData data) {
        long passed = run.orders.stream().filter(RunFiles.Order::passes).count();
        LocalDate first = run.days.get(0).date();
        LocalDate last = run.days.get(run.days.size() - 1).date();
        long bars = data.bars.subMap(first, true, last, true).entrySet().stream()
                .mapToLong(day -> day.getValue().size() + data.benchmarkBars.getOrDefault(day.getKey(), 0))
                .sum();
        expect("bars", bars, 0);
        expect("signals", run.signals.size(), 0);
        expect("ordersSubmitted", passed, 0);
        expect("ordersDenied", run.orders.size() - passed, 0);
        expect("fills", run.fills.size(), 0);
        Map<String, Long> denied = run.orders.stream()
                .filter(order -> !order.passes())
                .flatMap(order -> Arrays.stream(order.codes().split(";")))
                .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
        denied.forEach((code, count) -> expect(code, count, 0));
    }

    private void path(RunFiles run, double capital) {
        Map<LocalDate, Double> traded = new HashMap<>();
        run.fills.forEach(fill -> traded.merge(fill.date(), fill.quantity() * fill.price(), Double::sum));
        double before = capital;
        double peak = capital;
        double drawdown = 0;
        double turnover = 0;
        double gross = 0;
        double sum = 0;
        double squares = 0;
        int n = run.days.size();
        for (RunFiles.Day day : run.days) {
            double change = day.equity() / before - 1;
            sum += change;
            squares += change * change;
            turnover += traded.getOrDefault(day.date(), 0.0) / before / 2;
            gross += day.gross() / day.equity();
            peak = Math.max(peak, day.equity());
            drawdown = Math.max(drawdown, 1 - day.equity() / peak);
            before = day.equity();
        }
        double deviation = Math.sqrt((squares - sum * sum / n) / (n - 1));
        expect("netPnl", before - capital, 0.01);
        expect("maxDrawdown", drawdown, 1e-9);
        expect("sharpe", deviation > 0 ? sum / n / deviation * Math.sqrt(252) : 0, 1e-6);
        expect("turnover", turnover / n, 1e-9);
        expect("meanGrossExposure", gross / n, 1e-9);
    }

    /** The number under a key, those of single agents and of the yardstick left out. */
    private void expect(String key, double value, double tolerance) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\"\\s*:\\s*(-?[0-9.eE+-]+)")
                .matcher(json);
        if (!matcher.find()) {
            findings.add("summary", SUMMARY, 0, key + " is missing");
            return;
        }
        double said = Double.parseDouble(matcher.group(1));
        if (!(Math.abs(said - value) <= tolerance + RELATIVE_TOLERANCE * Math.abs(value))) {
            findings.add("summary", SUMMARY, 0, key + " is " + said + ", recomputed " + value);
        }
    }
}
