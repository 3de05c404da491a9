package io.portcullis.host.session;

import io.portcullis.host.report.Latency;
import io.portcullis.host.report.RunReport;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.Json;
import io.portcullis.store.evidence.Performance;
import io.portcullis.store.evidence.RoundTrips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        values.put("agents", agents().stream().map(AgentView::values).toList());
        values.put("notes", notes);
        if (!latencies.isEmpty()) {
            values.put("latencies", latencies);
        }
        return values;
    }

    /** What it took, and nothing by which one could choose. */
    public Map<String, Object> work() {
        Map<String, Object> work = new LinkedHashMap<>();
        work.put("label", "timing only");
        work.put("bars", outcome.bars());
        work.put("signals", outcome.counts().signals());
        work.put("tradingDays", performance.days());
        work.put("wallSeconds", outcome.wallSeconds());
        List<Map<String, Object>> each = new ArrayList<>();
        for (AgentView agent : agents()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("agent", agent.name());
            row.put("signals", agent.status().signals());
            row.put("coverage", agent.status().coverage());
            row.putAll(agent.work());
            each.add(row);
        }
        work.put("agents", each);
        work.put("notes", notes);
        return work;
    }

    /** The same for people. */
    public List<String> workLines() {
        List<String> lines = new ArrayList<>();
        lines.add(title + " (timing only)");
        lines.add(dataLine());
        for (AgentView agent : agents()) {
            lines.add(line(
                    "agent",
                    "%-15s %,9d signals, mean %.2f ms, p99 %.2f ms, longest %.0f ms, %.1f s in all, %d errors",
                    agent.name(),
                    agent.status().signals(),
                    agent.status().meanMillis(),
                    agent.status().p99Micros() / 1e3,
                    agent.status().longestMicros() / 1e3,
                    agent.status().totalMicros() / 1e6,
                    agent.status().failures()));
        }
        lines.add(line("took", "%.1f s", outcome.wallSeconds()));
        return lines;
    }

    /** Writes summary.json without what became of it. */
    void writeWork(Path folder) throws IOException {
        Files.writeString(folder.resolve("summary.json"), Json.write(work()) + "\n");
    }

    private Map<String, Object> equalWeight() {
        List<Double> levels = outcome.equalWeight();
        double[] returns = new double[Math.max(0, levels.size() - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = levels.get(i + 1) / levels.get(i) - 1;
        }
        return Map.of("totalReturn", Performance.totalReturn(returns), "maxDrawdown", Performance.maxDrawdown(returns));
    }

    private String dataLine() {
        return line(
                "data",
                "%,d bars, %,d trading days, %,d signals",
                outcome.bars(),
                performance.days(),
                outcome.counts().signals());
    }

    private List<AgentView> agents() {
        return AgentView.of(outcome.agents(), outcome.callScores());
    }

    public List<String> lines() {
        Map<String, Object> equalWeight = equalWeight();
        List<String> lines = new ArrayList<>();
        lines.add(title + " (" + label + ")");
        lines.add(dataLine());
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
                        agents(),
                        latencies,
                        remarks)
                .write(folder.resolve("report.html"));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }
}
