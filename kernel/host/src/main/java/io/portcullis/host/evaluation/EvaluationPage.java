package io.portcullis.host.evaluation;

import static io.portcullis.host.evaluation.MarkdownTable.number;
import static io.portcullis.host.evaluation.MarkdownTable.percent;

import io.portcullis.host.config.ConfigException;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.evaluation.Agreement;
import io.portcullis.signals.evaluation.Controls;
import io.portcullis.signals.evaluation.Fold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an evaluation found, as Markdown: tables, and never a hit rate without payoff, expectancy and coverage. */
final class EvaluationPage {
    private final String head;
    private final List<Evaluated> agents;
    private final Map<Agreement.Pair, Agreement.Together> pairs;

    EvaluationPage(String head, List<Evaluated> agents, Map<Agreement.Pair, Agreement.Together> pairs) {
        this.head = head;
        this.agents = agents;
        this.pairs = pairs;
    }

    String text() {
        return head + "\n\n" + outOfSample() + "\n" + claim() + "\n\n" + calibration() + "\n" + folds() + "\n"
                + controls() + "\n" + agreement() + "\n" + work();
    }

    private List<Evaluated> judged() {
        return agents.stream().filter(Evaluated::judged).toList();
    }

    private String outOfSample() {
        MarkdownTable table = new MarkdownTable(
                "agent",
                "horizon, days",
                "calls",
                "effective",
                "coverage",
                "hit rate",
                "Wilson 95 %",
                "blocks",
                "s.e. by blocks",
                "payoff",
                "expectancy, bps",
                "s.e. by blocks",
                "p, all trials",
                "IC");
        for (Evaluated agent : judged()) {
            Fold all = agent.walk().all();
            CallScore score = all.score();
            table.row(
                    agent.name(),
                    agent.status().inputs().horizonDays(),
                    String.format(Locale.ROOT, "%,d", score.calls()),
                    number("%,.0f", score.effectiveCalls()),
                    percent(agent.coverage()),
                    percent(score.hitRate()),
                    percent(score.hitRateLow()) + " to " + percent(score.hitRateHigh()),
                    all.hitRate().blocks(),
                    percent(all.hitRate().error()),
                    number("%.2f", score.payoffRatio()),
                    number("%.1f", score.expectancyBps()),
                    number("%.1f", all.expectancyBps().error()),
                    number("%.3f", agent.adjustedP()),
                    number("%.3f", score.informationCoefficient()));
        }
        return "Out of sample, all folds together; net of 10 basis points a call.\n\n" + table;
    }

    private String claim() {
        String may = names(Evaluated::mayClaimSixtyPercent);
        String edge = names(agent -> agent.judged() && agent.adjustedP() < 0.05);
        String untold = names(agent -> agent.judged() && Double.isNaN(agent.adjustedP()));
        String silent = names(agent -> !agent.judged());
        return "More than 60 % hits with 95 % confidence, a positive expectancy and 300 effective calls: "
                + (may.isEmpty() ? "no agent" : may)
                + ". An expectancy above zero after all trials (p < 0.05): "
                + (edge.isEmpty() ? "no agent" : edge) + "."
                + (untold.isEmpty() ? "" : " Too few blocks to tell: " + untold + ".")
                + (silent.isEmpty() ? "" : " No closed calls out of sample: " + silent + ".");
    }

    private String names(Predicate<Evaluated> which) {
        return agents.stream().filter(which).map(Evaluated::name).collect(Collectors.joining(", "));
    }

    private String calibration() {
        MarkdownTable table = new MarkdownTable(
                "agent",
                "Brier, as said",
                "calibrated",
                "base rate",
                "risk-coverage area",
                "coverage above 60 %",
                "kept by threshold",
                "their hit rate",
                "their payoff",
                "their expectancy, bps");
        for (Evaluated agent : judged()) {
            Fold all = agent.walk().all();
            CallScore kept = all.kept();
            double sure = all.score().coverageAbove(0.6);
            table.row(
                    agent.name(),
                    number("%.4f", all.brierRaw()),
                    number("%.4f", all.brierCalibrated()),
                    number("%.4f", all.brierBase()),
                    percent(all.score().riskCoverageArea()),
                    sure == 0 ? "never" : percent(sure),
                    kept == null
                            ? "none"
                            : percent(kept.effectiveCalls() / all.score().effectiveCalls()),
                    kept == null ? "-" : percent(kept.hitRate()),
                    kept == null ? "-" : number("%.2f", kept.payoffRatio()),
                    kept == null ? "-" : number("%.1f", kept.expectancyBps()));
        }
        return "What fitting on earlier calls brings: a calibrator (Brier scores, lower is better), and a threshold above which earlier"
                + " calls hit more often than six of ten times.\n\n" + table;
    }

    private String folds() {
        int count = agents.isEmpty() ? 0 : agents.get(0).walk().folds().size();
        if (count < 2) {
            return "";
        }
        List<String> headings = new ArrayList<>(List.of("agent"));
        for (int fold = 1; fold <= count; fold++) {
            headings.add("fold " + fold);
        }
        MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
        for (Evaluated agent : judged()) {
            List<Object> cells = new ArrayList<>(List.of(agent.name()));
            agent.walk().folds().forEach(fold -> cells.add(cell(fold)));
            table.row(cells.toArray());
        }
        return "Fold by fold: hit rate, payoff, expectancy in basis points, effective calls, calibrator.\n\n" + table;
    }

    private static String cell(Fold fold) {
        CallScore score = fold.score();
        return score == null
                ? "-"
                : percent(score.hitRate()) + ", " + number("%.2f", score.payoffRatio()) + ", "
                        + number("%.1f", score.expectancyBps()) + ", "
                        + number("%,.0f", score.effectiveCalls()) + ", " + fold.calibration();
    }

    private String controls() {
        MarkdownTable table = new MarkdownTable(
                "agent",
                "random signs: mean",
                "deviation",
                "beyond 2",
                "shuffled labels: mean",
                "deviation",
                "beyond 2",
                "as they are");
        int draws = 0;
        for (Evaluated agent : agents) {
            Controls controls = agent.controls();
            if (controls != null) {
                draws = controls.draws();
                table.row(
                        agent.name(),
                        number("%.2f", controls.signs().mean()),
                        number("%.2f", controls.signs().deviation()),
                        percent(controls.signs().beyondTwo()),
                        number("%.2f", controls.labels().mean()),
                        number("%.2f", controls.labels().deviation()),
                        percent(controls.labels().beyondTwo()),
                        number("%.1f", agent.label()));
            }
        }
        return "Controls on all closed calls, " + draws
                + " draws each, in standard errors of one draw: without skill the mean is 0,"
                + " the deviation 1, and 4.6 % are beyond 2. Last, the information coefficient of the calls as they are, in the same"
                + " errors, which take all calls for independent and so are much too small for it.\n\n" + table;
    }

    private String agreement() {
        MarkdownTable table = new MarkdownTable("agents", "names and days on which both call", "rank correlation");
        pairs.forEach((pair, together) -> table.row(
                pair.first() + ", " + pair.second(),
                String.format(Locale.ROOT, "%,d", together.both()),
                number("%.3f", together.rankCorrelation())));
        return "How far two agents say the same, where both call.\n\n" + table;
    }

    private String work() {
        MarkdownTable table = new MarkdownTable(
                "agent", "asked", "signals", "abstentions", "errors", "mean ms", "p99 ms", "longest ms");
        for (Evaluated agent : agents) {
            AgentStatus status = agent.status();
            table.row(
                    agent.name(),
                    String.format(Locale.ROOT, "%,d", status.calls()),
                    String.format(Locale.ROOT, "%,d", status.signals()),
                    String.format(Locale.ROOT, "%,d", status.abstained()),
                    status.failures(),
                    number("%.2f", status.meanMillis()),
                    number("%.2f", status.p99Micros() / 1e3),
                    number("%.0f", status.longestMicros() / 1e3));
        }
        return "What it took, warm-up included; one call judges all names of a day.\n\n" + table;
    }

    /** Puts the text between the two marks of a section of a file; the rest of the file stays as it is. */
    static void into(Path file, String section, String text) throws IOException {
        String begin = "<!-- evaluate " + section + " -->\n";
        String end = "<!-- end " + section + " -->";
        String page = Files.readString(file);
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new ConfigException(
                    file + " has no section: it needs the lines '" + begin.strip() + "' and '" + end + "'");
        }
        Files.writeString(file, page.substring(0, from + begin.length()) + "\n" + text + "\n" + page.substring(to));
    }
}
