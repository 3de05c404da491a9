package io.portcullis.policy.pack;

import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the manifest against the rules and limits that are really there. */
final class ManifestCheck {
    private static final String LIMITS = "limits.";

    private final String text;
    private final PackManifest manifest;
    private final List<Rule> rules;
    private final LimitTable limits;
    private final List<Finding> findings;

    ManifestCheck(String text, PackManifest manifest, List<Rule> rules, LimitTable limits, List<Finding> findings) {
        this.text = text;
        this.manifest = manifest;
        this.rules = rules;
        this.limits = limits;
        this.findings = findings;
    }

    void check() {
        ring(Ring.GATE, manifest.gate());
        ring(Ring.WATCH, manifest.watch());
        for (LimitField limit : manifest.limits()) {
            limits.globalGap(limit)
                    .ifPresent(when -> findings.add(Finding.in(
                            LimitTable.FILE,
                            "limit " + limit.kebab() + " needs a row with scope global" + when
                                    + ": pack.yaml requires it")));
        }
        rules.forEach(this::limitsOf);
    }

    private void ring(Ring ring, List<String> ids) {
        Set<String> found =
                rules.stream().filter(rule -> rule.ring() == ring).map(Rule::id).collect(Collectors.toSet());
        for (String id : ids) {
            if (!found.contains(id)) {
                findings.add(Finding.at(
                        PackManifest.FILE,
                        PackManifest.lineOf(text, id),
                        "rule '" + id + "' stands in no readable file of folder " + ring.folder()
                                + Nearest.hint(id, found)));
            }
        }
        Set<String> listed = new HashSet<>(ids);
        for (Rule rule : rules) {
            if (rule.ring() == ring && !listed.contains(rule.id())) {
                findings.add(Finding.at(
                        rule.file(),
                        rule.line(),
                        "rule '" + rule.id() + "' is missing in pack.yaml under " + ring.folder()));
            }
        }
    }

    private void limitsOf(Rule rule) {
        for (String name : rule.reads()) {
            if (name.startsWith(LIMITS)) {
                LimitField limit =
                        LimitField.named(name.substring(LIMITS.length())).orElseThrow();
                if (!manifest.limits().contains(limit)) {
                    findings.add(Finding.at(
                            rule.file(),
                            rule.line(),
                            "rule '" + rule.id() + "' reads limit " + limit.kebab()
                                    + ", which pack.yaml does not require"));
                }
            }
        }
    }
}
