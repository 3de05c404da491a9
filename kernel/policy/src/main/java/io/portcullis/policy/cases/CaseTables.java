package io.portcullis.policy.cases;

import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.Finding;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Runs the cases of a pack, on a day of each period of its limits, and looks whether each rule has the cases that it needs. */
final class CaseTables {
    private final PackJudge judge;
    private final List<Finding> findings;
    private final Map<String, CoverageSheet> sheets = new LinkedHashMap<>();

    private CaseTables(PackJudge judge, List<Finding> findings) {
        this.judge = judge;
        this.findings = findings;
    }

    /** Runs every case; what comes out otherwise than its table says is a finding, and so is a kind of case that a rule lacks. */
    static List<RuleCoverage> run(PackJudge judge, CaseBook book, List<Finding> findings) {
        CaseTables tables = new CaseTables(judge, findings);
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (PackCase each : book.cases()) {
            rules.put(each.rule().id(), each.rule());
            tables.run(each);
        }
        List<RuleCoverage> coverage = new ArrayList<>();
        tables.sheets.forEach((id, sheet) -> {
            RuleCoverage covered = sheet.coverage();
            coverage.add(covered);
            covered.missing()
                    .forEach(kind ->
                            findings.add(Finding.in(covered.file(), CoverageSheet.message(rules.get(id), kind))));
        });
        return coverage;
    }

    private void run(PackCase each) {
        long[] days = judge.pack().limits().days();
        CoverageSheet sheet =
                sheets.computeIfAbsent(each.rule().id(), id -> new CoverageSheet(each.rule(), each.file()));
        for (long day : days) {
            String when = days.length == 1 ? "" : " (limits of " + LocalDate.ofEpochDay(day) + ")";
            try {
                CaseOutcome outcome = CaseOutcome.of(each, judge, judge.pack().limits(), day);
                sheet.add(outcome.facts(), outcome.rules().contains(each.rule().id()));
                compare(each, outcome, when);
                checkKind(each, outcome, when);
            } catch (IllegalArgumentException | ArithmeticException e) {
                add(each, e.getMessage() + when);
            }
        }
    }

    private void compare(PackCase each, CaseOutcome outcome, String when) {
        if (!each.verdict().equals(outcome.verdict())) {
            add(
                    each,
                    "case '" + each.name() + "': expected " + each.verdict() + ", came " + outcome.verdict() + " from "
                            + outcome.rules() + failure(outcome) + when);
        }
        if (!each.rules().equals(outcome.rules())) {
            add(
                    each,
                    "case '" + each.name() + "': expected rules " + new TreeSet<>(each.rules()) + ", came "
                            + outcome.rules() + failure(outcome) + when);
        }
    }

    private String failure(CaseOutcome outcome) {
        return outcome.rules().contains(ReasonCode.EVALUATION_FAILED.name()) ? ": " + judge.failure() : "";
    }

    private void checkKind(PackCase each, CaseOutcome outcome, String when) {
        String id = each.rule().id();
        boolean fired = outcome.rules().contains(id);
        boolean holds = switch (each.kind()) {
            case FIRES -> fired;
            case PASSES -> !fired;
            case BOUNDARY -> CoverageSheet.onBoundary(each.rule(), outcome.facts());
        };
        if (!holds) {
            add(
                    each,
                    switch (each.kind()) {
                                case FIRES -> "this case must fire " + id;
                                case PASSES -> "this case must not fire " + id;
                                case BOUNDARY ->
                                    "this case is not on a boundary: no comparison of " + id + " has equal sides";
                            }
                            + when);
        }
    }

    private void add(PackCase each, String message) {
        findings.add(Finding.at(each.file(), each.line(), message));
    }
}
