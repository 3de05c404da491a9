package io.portcullis.policy.language;

import io.portcullis.policy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shortcuts of the language's tests. */
final class Languages {
    private Languages() {}

    static List<String> findings(String path, String text) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = RuleLanguage.read(new TreeMap<>(Map.of(path, text)), findings);
        if (rules.isEmpty() && findings.isEmpty()) {
            throw new AssertionError("neither a rule nor a finding in " + path);
        }
        return findings.stream().map(Finding::toString).toList();
    }

    static List<Rule> rules(String path, String text) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = RuleLanguage.read(new TreeMap<>(Map.of(path, text)), findings);
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.toString());
        }
        return rules;
    }
}
