package io.portcullis.host.report;

import io.portcullis.host.server.AgentView;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the agents did, as a table, and two pictures for each with calls that have closed: is what it says true, and are its surest calls its best. */
final class AgentSection {
    /** More would be noise: each picture is to be seen at a glance. */
    private static final int DOTS_MAX = 10;

    /** The first few calls of a curve say nothing, and swing over the whole picture. */
    private static final double COVERAGE_MIN = 0.01;

    private static final double COIN = 0.5;

    private final List<AgentView> agents;

    AgentSection(List<AgentView> agents) {
        this.agents = agents;
    }

    String html() {
        if (agents.isEmpty()) {
            return "<p>None.</p>\n";
        }
        StringBuilder out = new StringBuilder("<div class=\"wide\">\n<table>\n<tr><th>Agent</th><th>Signals</th>"
                + "<th>Abstained</th><th>Coverage</th><th>Errors</th><th>Mean ms</th><th>p99 ms</th><th>Closed</th>"
                + "<th>Effective</th><th>Hit rate (95 %)</th><th>Payoff</th><th>Expectancy bps</th><th>IC</th>"
                + "<th>Calibration error</th><th>Risk-coverage area</th><th>Coverage above 60 %</th></tr>\n");
        agents.forEach(agent -> out.append(row(agent)));
        out.append("</table>\n</div>\n<p class=\"legend\">A hit is a call that beat the mean of all tradable names by"
                + " more than 10 basis points over its agent's horizon. Effective: calls that overlap count as one."
                + " Coverage above 60 %: the largest share of its surest calls of which more than 60 % hit, with 95 %"
                + " confidence; the interval takes calls on different names for independent, which flatters it.</p>\n");
        out.append("<div class=\"pictures\">\n");
        agents.stream().filter(agent -> agent.score() != null).forEach(agent -> out.append(pictures(agent)));
        return out.append("</div>\n").toString();
    }

    private static String row(AgentView agent) {
        AgentStatus status = agent.status();
        String did = String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%,d</td><td>%,d</td><td>%.1f %%</td><td>%,d</td><td>%.2f</td><td>%.2f</td>",
                Html.text(agent.name()),
                status.signals(),
                status.abstained(),
                100 * status.coverage(),
                status.failures(),
                status.meanMillis(),
                status.p99Micros() / 1e3);
        CallScore score = agent.score();
        if (score == null) {
            return did + "<td>0</td>" + "<td>-</td>".repeat(8) + "</tr>\n";
        }
        double sure = score.coverageAbove(AgentView.HIT_RATE_WANTED);
        return did
                + String.format(
                        Locale.ROOT,
                        "<td>%,d</td><td>%,.0f</td><td>%.1f %% (%.1f to %.1f)</td><td>%s</td><td>%.1f</td><td>%s</td>"
                                + "<td>%.1f %%</td><td>%.1f %%</td><td>%s</td></tr>%n",
                        score.calls(),
                        score.effectiveCalls(),
                        100 * score.hitRate(),
                        100 * score.hitRateLow(),
                        100 * score.hitRateHigh(),
                        number(score.payoffRatio(), "%.2f"),
                        score.expectancyBps(),
                        number(score.informationCoefficient(), "%.3f"),
                        100 * score.calibrationError(),
                        100 * score.riskCoverageArea(),
                        sure == 0 ? "never" : String.format(Locale.ROOT, "%.1f %%", 100 * sure));
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String pictures(AgentView agent) {
        String name = Html.text(agent.name());
        return "<figure>" + reliability(agent) + "<figcaption>" + name
                + ": said and came true; on the line is calibrated</figcaption></figure>\n<figure>"
                + riskCoverage(agent) + "<figcaption>" + name
                + ": hit rate of its surest calls; the line is 60 %</figcaption></figure>\n";
    }

    private static String reliability(AgentView agent) {
        List<CallScore.Said> bins =
                merged(agent.score().calibration(), agent.score().effectiveCalls());
        double high = bins.stream()
                .mapToDouble(bin -> Math.max(bin.probability(), bin.cameTrue()))
                .max()
                .orElse(COIN);
        double low = bins.stream()
                .mapToDouble(bin -> Math.min(bin.probability(), bin.cameTrue()))
                .min()
                .orElse(COIN);
        double top = Math.min(1, Math.ceil(high * 20 + 0.5) / 20);
        double bottom = Math.max(0, Math.floor(low * 20 - 0.5) / 20);
        PlaneChart chart = new PlaneChart(bottom, top, bottom, top).aim(bottom, bottom, top, top);
        for (CallScore.Said bin : bins) {
            chart.dot(
                    bin.probability(),
                    bin.cameTrue(),
                    bin.effectiveCalls() / agent.score().effectiveCalls());
        }
        return chart.svg("Reliability of " + agent.name(), "said, per cent", "came true, per cent");
    }

    /** Neighbouring ranges put together until each holds a tenth of the calls. */
    static List<CallScore.Said> merged(List<CallScore.Said> bins, double calls) {
        List<CallScore.Said> merged = new ArrayList<>();
        double weight = 0;
        double said = 0;
        double came = 0;
        for (CallScore.Said bin : bins) {
            weight += bin.effectiveCalls();
            said += bin.effectiveCalls() * bin.probability();
            came += bin.effectiveCalls() * bin.cameTrue();
            if (weight >= calls / DOTS_MAX) {
                merged.add(new CallScore.Said(said / weight, came / weight, weight));
                weight = 0;
                said = 0;
                came = 0;
            }
        }
        if (weight > 0) {
            merged.add(new CallScore.Said(said / weight, came / weight, weight));
        }
        return merged;
    }

    private static String riskCoverage(AgentView agent) {
        List<CallScore.Covered> curve = agent.score().riskCoverage().stream()
                .filter(covered -> covered.coverage() >= COVERAGE_MIN)
                .toList();
        double[] xs = curve.stream().mapToDouble(CallScore.Covered::coverage).toArray();
        double[] ys = curve.stream().mapToDouble(CallScore.Covered::hitRate).toArray();
        PlaneChart chart =
                new PlaneChart(0, 1, 0.3, 0.8).aim(0, AgentView.HIT_RATE_WANTED, 1, AgentView.HIT_RATE_WANTED);
        if (xs.length == 1) {
            chart.dot(xs[0], ys[0], 0);
        } else {
            chart.line(xs, ys);
        }
        return chart.svg("Risk and coverage of " + agent.name(), "coverage, per cent", "hit rate, per cent");
    }
}
