package io.portcullis.policy.cases;

import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Logic;
import io.portcullis.policy.language.Negation;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the books on one rule's cases while they are run. */
final class CoverageSheet {
    private final Rule rule;
    private final String file;
    private final Map<String, Expression> conditions = new LinkedHashMap<>();
    private final Set<String> seenTrue = new HashSet<>();
    private final Set<String> seenFalse = new HashSet<>();
    private final List<Map<String, Object>> fired = new ArrayList<>();
    private final List<Map<String, Object>> silent = new ArrayList<>();
    private int boundary;

    CoverageSheet(Rule rule, String file) {
        this.rule = rule;
        this.file = file;
        rule.patterns().forEach(pattern -> pattern.constraints().forEach(this::split));
    }

    private void split(Expression expression) {
        if (expression instanceof Logic logic) {
            split(logic.left());
            split(logic.right());
        } else if (expression instanceof Negation negation) {
            split(negation.operand());
        } else {
            conditions.put(Words.of(expression), expression);
        }
    }

    void add(FieldReader facts, boolean spoke) {
        Map<String, Object> read = new LinkedHashMap<>();
        rule.reads().forEach(name -> read.put(name, facts.value(name)));
        (spoke ? fired : silent).add(read);
        if (onBoundary(rule, facts)) {
            boundary++;
        }
        conditions.forEach((words, condition) -> {
            try {
                (condition.flag(facts) ? seenTrue : seenFalse).add(words);
            } catch (ArithmeticException e) {
                // Neither way: a condition that cannot be computed refuses.
                return;
            }
        });
    }

    static boolean onBoundary(Rule rule, FieldReader facts) {
        return rule.numericComparisons().stream().anyMatch(each -> sidesAreEqual(each, facts));
    }

    private static boolean sidesAreEqual(Comparison comparison, FieldReader facts) {
        try {
            return comparison.left().number(facts) == comparison.right().number(facts);
        } catch (ArithmeticException e) {
            // A side that cannot be computed is equal to nothing.
            return false;
        }
    }

    /**
     * What a comparison of numbers is to one rule is a flag or a text to another: there a firing case and a silent one that differ in one
     * fact stand on both sides of the boundary.
     */
    private boolean hasNeighbours() {
        return fired.stream()
                .anyMatch(one -> silent.stream()
                        .anyMatch(other -> one.keySet().stream()
                                        .filter(name -> !one.get(name).equals(other.get(name)))
                                        .count()
                                == 1));
    }

    RuleCoverage coverage() {
        List<String> missing = new ArrayList<>();
        if (fired.isEmpty()) {
            missing.add(CaseKind.FIRES.word());
        }
        if (silent.isEmpty()) {
            missing.add(CaseKind.PASSES.word());
        }
        boolean numeric = !rule.numericComparisons().isEmpty();
        int edges = numeric ? boundary : hasNeighbours() ? 1 : 0;
        if (edges == 0) {
            missing.add(CaseKind.BOUNDARY.word());
        }
        List<String> oneSided = conditions.keySet().stream()
                .filter(each -> !seenTrue.contains(each) || !seenFalse.contains(each))
                .toList();
        return new RuleCoverage(
                rule.id(), file, fired.size(), silent.size(), edges, conditions.size(), oneSided, missing);
    }

    /** The kinds that are missing, as findings say it. */
    static String message(Rule rule, String kind) {
        boolean byNeighbours = kind.equals(CaseKind.BOUNDARY.word())
                && rule.numericComparisons().isEmpty();
        return "rule '" + rule.id() + "' has no case of kind " + kind
                + (byNeighbours
                        ? ": a case that fires it and one that does not must differ in one fact that it reads"
                        : "");
    }
}
