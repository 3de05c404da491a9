package io.portcullis.host.session;

import io.portcullis.host.report.Latency;
import io.portcullis.host.report.RunReport;
import io.portcullis.host.server.Json;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.store.evidence.Performance;
import io.portcullis.store.evidence.RoundTrips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run in numbers: summary.json for machines, lines for people, report.html for those who would rather look. */
public final class RunSummary {
    private final String title;
    private final String label;
    private final RunOutcome outcome;
    private final List<Latency> latencies;
    private final List<String> notes;
    private final RoundTrips.Summary trades;
    private final Performance.Summary performance;

    public RunSummary(String title, String label, RunOutcome outcome, List<Latency> latencies, List<String> notes) {
        this.title = title;
        this.label = label;
        this.outcome = outcome;
        this.latencies = latencies;
        this.notes = notes;
        this.trades = outcome.evidence().roundTrips();
        this.performance = outcome.evidence().performance();
    }

    /** The keys that other programs read; fractions are fractions, drawdowns positive, money in account currency. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        RunCounts counts = outcome.counts();
        values.put("label", label);
        values.put("bars", outcome.bars());
        values.put("signals", counts.signals());
        values.put("opportunities", counts.opportunities());
        values.put("ordersSubmitted", counts.submitted());
        values.put("ordersDenied", counts.denied());
        values.put("deniedByRule", counts.deniedByRule());
        values.put("fills", counts.fills());
        values.put("trades", trades.trades());
        values.put("wins", trades.wins());
        values.put("winRate", trades.winRate());
        values.put("expectancyBps", trades.expectancyBps());
        values.put("netPnl", performance.netPnl());
        values.put("maxDrawdown", performance.maxDrawdown());
        values.put("sharpe", performance.sharpe());
        values.put("turnover", performance.turnover());
        values.put("meanGrossExposure", performance.meanGrossExposure());
        values.put("stateHash", outcome.stateHash());
        values.put("wallSeconds", outcome.wallSeconds());
        values.put("equalWeight", equalWeight());
        values.put("tradingDays", performance.days());
        values.put("agents", agents());
        values.put("notes", notes);
        if (!latencies.isEmpty()) {
            values.put("latencies", latencies);
        }
        return values;
    }

    private Map<String, Object> equalWeight() {
        List<Double> levels = outcome.equalWeight();
        double[] returns = new double[Math.max(0, levels.size() - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = levels.get(i + 1) / levels.get(i) - 1;
        }
        return Map.of("totalReturn", Performance.totalReturn(returns), "maxDrawdown", Performance.maxDrawdown(returns));
    }

    private List<Map<String, Object>> agents() {
        List<Map<String, Object>> agents = new ArrayList<>();
        for (AgentStatus status : outcome.agents()) {
            Map<String, Object> agent = new LinkedHashMap<>();
            agent.put("agent", status.agent().value());
            agent.put("state", status.state().name());
            agent.put("signals", status.signals());
            agent.put("abstentions", status.abstentions());
            agent.put("coverage", coverage(status));
            agent.put("voting", status.inputs().voting());
            agent.put("horizonDays", status.inputs().horizonDays());
            agent.put("calls", status.calls());
            agent.put("failures", status.failures());
            agent.put("overruns", status.overruns());
            agent.put("meanMillis", status.totalMicros() / 1e3 / Math.max(1, status.calls()));
            agent.put("longestMillis", status.longestMicros() / 1e3);
            CallScore score = outcome.callScores().get(status.agent());
            if (score != null) {
                agent.put("outcomes", outcomes(score));
            }
            if (status.dataAsOfNanos() != Long.MIN_VALUE) {
                agent.put(
                        "dataAsOf",
                        Instant.ofEpochSecond(0, status.dataAsOfNanos()).toString());
            }
            if (!status.proposedWeights().isEmpty()) {
                SortedMap<String, Double> proposed = new TreeMap<>();
                status.proposedWeights().forEach((other, weight) -> proposed.put(other.value(), weight));
                agent.put("proposedWeights", proposed);
            }
            agents.add(agent);
        }
        return agents;
    }

    /** The calls that closed; what cannot be told is left out. */
    private static Map<String, Object> outcomes(CallScore score) {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        outcomes.put("closed", score.calls());
        outcomes.put("effective", score.effectiveCalls());
        outcomes.put("hitRate", score.hitRate());
        outcomes.put("hitRateLow", score.hitRateLow());
        outcomes.put("hitRateHigh", score.hitRateHigh());
        outcomes.put("expectancyBps", score.expectancyBps());
        if (!Double.isNaN(score.payoffRatio())) {
            outcomes.put("payoffRatio", score.payoffRatio());
        }
        if (!Double.isNaN(score.informationCoefficient())) {
            outcomes.put("informationCoefficient", score.informationCoefficient());
        }
        outcomes.put(
                "calibration",
                score.calibration().stream()
                        .map(said -> List.of(said.probability(), said.cameTrue(), said.effectiveCalls()))
                        .toList());
        outcomes.put(
                "riskCoverage",
                score.riskCoverage().stream()
                        .map(covered -> List.of(covered.coverage(), covered.hitRate()))
                        .toList());
        return outcomes;
    }

    /** Opinions among all answers; 0 when there was none. */
    private static double coverage(AgentStatus status) {
        long abstained =
                status.abstentions().values().stream().mapToLong(n -> n).sum();
        return status.signals() == 0 ? 0 : status.signals() / (double) (status.signals() + abstained);
    }

    public List<String> lines() {
        Map<String, Object> equalWeight = equalWeight();
        List<String> lines = new ArrayList<>();
        lines.add(title + " (" + label + ")");
        lines.add(line(
                "data",
                "%,d bars, %,d trading days, %,d signals",
                outcome.bars(),
                performance.days(),
                outcome.counts().signals()));
        lines.add(line(
                "orders",
                "%,d submitted, %,d denied, %,d fills",
                outcome.counts().submitted(),
                outcome.counts().denied(),
                outcome.counts().fills()));
        outcome.counts().deniedByRule().forEach((rule, count) -> lines.add(line("", "denied by %s: %,d", rule, count)));
        lines.add(line(
                "P&L",
                "%,.2f net, %,d trades, %.1f %% wins, %.1f bps a trade",
                performance.netPnl(),
                trades.trades(),
                100 * trades.winRate(),
                trades.expectancyBps()));
        lines.add(line(
                "risk",
                "drawdown %.2f %%, Sharpe %.2f, mean gross %.2f, turnover %.2f %% a day",
                100 * performance.maxDrawdown(),
                performance.sharpe(),
                performance.meanGrossExposure(),
                100 * performance.turnover()));
        lines.add(line(
                "equal weight",
                "%.2f %% return, drawdown %.2f %%; ours %.2f %%",
                100 * (double) equalWeight.get("totalReturn"),
                100 * (double) equalWeight.get("maxDrawdown"),
                100 * performance.totalReturn()));
        for (Latency latency : latencies) {
            lines.add(line(
                    "latency",
                    "%s: p50 %.0f us, p99 %.0f us, p99.9 %.0f us (%,d samples)",
                    latency.path(),
                    latency.p50Micros(),
                    latency.p99Micros(),
                    latency.p999Micros(),
                    latency.count()));
        }
        lines.add(line("state", "%s in %.1f s", outcome.stateHash(), outcome.wallSeconds()));
        notes.forEach(note -> lines.add(line("note", "%s", note)));
        return lines;
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "  %-13s", name) + String.format(Locale.ROOT, format, values);
    }

    /** Writes summary.json and report.html. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("summary.json"), Json.write(values()) + "\n");
        Map<String, String> headline = new LinkedHashMap<>();
        headline.put("Net P&L", String.format(Locale.ROOT, "%,.0f", performance.netPnl()));
        headline.put("Max drawdown", percent(performance.maxDrawdown()));
        headline.put("Sharpe", String.format(Locale.ROOT, "%.2f", performance.sharpe()));
        headline.put("Win rate", percent(trades.winRate()));
        headline.put("Trades", String.format(Locale.ROOT, "%,d", trades.trades()));
        headline.put(
                "Orders submitted",
                String.format(Locale.ROOT, "%,d", outcome.counts().submitted()));
        headline.put(
                "Orders denied",
                String.format(Locale.ROOT, "%,d", outcome.counts().denied()));
        headline.put("Fills", String.format(Locale.ROOT, "%,d", outcome.counts().fills()));
        headline.put("Mean gross", percent(performance.meanGrossExposure()));
        headline.put("Equal weight", percent((double) equalWeight().get("totalReturn")));
        List<String> remarks = new ArrayList<>(notes);
        remarks.add("State hash " + outcome.stateHash());
        new RunReport(
                        title,
                        label,
                        headline,
                        outcome.evidence().dates(),
                        outcome.evidence().equity(),
                        outcome.equalWeight().subList(1, outcome.equalWeight().size()),
                        outcome.counts().deniedByRule(),
                        latencies,
                        remarks)
                .write(folder.resolve("report.html"));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
