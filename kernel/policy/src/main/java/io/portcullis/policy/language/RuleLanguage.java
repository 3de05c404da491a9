package io.portcullis.policy.language;

import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.RuleParser.ParsedRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gate before the gate: reads the rule files of a pack and gives only rules that are wholly inside the
 * language. What is not in the language is a finding at the officer's own line or cell.
 */
public final class RuleLanguage {
    private static final int RULES_MAX = 1_000;
    private static final String RULES = ".drl";
    private static final List<String> TABLES = List.of(".drl.csv", ".drl.xlsx");

    /** What is bounded, and by how much: counts, so that a pack is sound everywhere or nowhere. */
    public static final SortedMap<String, Integer> BOUNDS = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "rules in a pack", RULES_MAX,
            "characters in a rule file", Lexer.CHARACTERS_MAX,
            "values in a condition", ExpressionParser.VALUES_MAX,
            "levels of nesting", ExpressionParser.DEPTH_MAX,
            "conditions and names in a rule", RuleParser.CONDITIONS_MAX,
            "verdicts in a rule", RuleParser.CALLS_MAX,
            "characters in a rule's id", RuleParser.ID_LENGTH_MAX)));

    private final List<Finding> findings;
    private final List<Rule> rules = new ArrayList<>();

    private RuleLanguage(List<Finding> findings) {
        this.findings = findings;
    }

    /** Whether a path of a pack holds rules. */
    public static boolean isRuleFile(String path) {
        for (Ring ring : Ring.values()) {
            if (path.startsWith(ring.folder() + "/") && (path.endsWith(RULES) || isTable(path))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path of a pack holds a table of rules; a workbook's text is that of its sheet. */
    public static boolean isTable(String path) {
        return TABLES.stream().anyMatch(path::endsWith);
    }

    /** Every rule of the files of a pack, in the order of files and lines; what is wrong goes to the findings. */
    public static List<Rule> read(SortedMap<String, String> files, List<Finding> findings) {
        RuleLanguage language = new RuleLanguage(findings);
        for (Ring ring : Ring.values()) {
            files.forEach((path, text) -> {
                if (path.startsWith(ring.folder() + "/") && isTable(path)) {
                    language.table(ring, path, text);
                } else if (path.startsWith(ring.folder() + "/") && path.endsWith(RULES)) {
                    language.rules.addAll(language.file(ring, path, text));
                }
            });
        }
        language.refuseDuplicates();
        return language.rules;
    }

    private List<Rule> file(Ring ring, String path, String text) {
        List<Finding> own = new ArrayList<>();
        List<Rule> found = check(ring, path, text, own);
        findings.addAll(own);
        return found;
    }

    private static List<Rule> check(Ring ring, String path, String text, List<Finding> own) {
        Lexer.Cut cut;
        try {
            cut = Lexer.cut(text);
        } catch (RuleSyntaxException e) {
            own.add(Finding.at(path, e.line(), e.getMessage()));
            return List.of();
        }
        List<ParsedRule> parsed = RuleParser.parse(ring, path, cut.tokens(), own);
        if (own.isEmpty() && parsed.isEmpty()) {
            own.add(Finding.in(path, "there is no rule in this file; delete it or write one"));
        }
        if (own.isEmpty()) {
            DescriptorWalk.walk(path, cut.text(), parsed, own);
        }
        return own.isEmpty() ? parsed.stream().map(ParsedRule::rule).toList() : List.of();
    }

    private void table(Ring ring, String path, String text) {
        for (RuleTable.Expanded row : RuleTable.expand(path, text, findings)) {
            List<Finding> own = new ArrayList<>();
            List<Rule> found = check(ring, path, row.drl(), own);
            own.forEach(each -> findings.add(new Finding(path, row.line(), row.cell(each.line()), each.message())));
            found.forEach(
                    rule -> rules.add(new Rule(ring, rule.id(), path, row.line(), rule.patterns(), rule.verdicts())));
        }
    }

    private void refuseDuplicates() {
        Map<String, Rule> byId = new HashMap<>();
        for (Rule rule : rules) {
            Rule first = byId.putIfAbsent(rule.id(), rule);
            if (first != null) {
                findings.add(Finding.at(
                        rule.file(),
                        rule.line(),
                        "rule id '" + rule.id() + "' is taken by " + first.file() + ":" + first.line()));
            }
        }
        if (rules.size() > RULES_MAX) {
            findings.add(Finding.in(
                    rules.get(0).file(), "a pack has at most " + RULES_MAX + " rules, this one has " + rules.size()));
        }
    }
}
