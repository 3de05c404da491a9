package io.portcullis.policy.pack;

import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.RuleLanguage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A rule pack that can be compiled: its files read, its rules inside the language, its manifest fulfilled. Immutable.
 *
 * @param content the files
 * @param hash the content's hash
 * @param manifest what has to be in it
 * @param limits the limits table
 * @param restricted the restricted list
 * @param rules all rules, gate first, sorted by id within a ring
 */
public record RulePack(
        PackContent content,
        PackHash hash,
        PackManifest manifest,
        LimitTable limits,
        RestrictedList restricted,
        List<Rule> rules) {
    private static final String CASES = "cases/";

    /** Copies the rules. */
    public RulePack {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a pack.
     *
     * @param findings receives what is wrong
     * @return empty exactly when there is a finding
     */
    public static Optional<RulePack> read(PackContent content, List<Finding> findings) {
        List<Finding> own = new ArrayList<>();
        refuseStrangers(content, own);
        PackManifest manifest = PackManifest.read(content.text(PackManifest.FILE), own);
        LimitTable limits = LimitTable.read(content.text(LimitTable.FILE), own);
        RestrictedList restricted = RestrictedList.of(content, own);
        List<Rule> rules = new ArrayList<>(RuleLanguage.read(content.files(), own));
        rules.sort(Comparator.comparing(Rule::ring).thenComparing(Rule::id));
        if (own.isEmpty()) {
            // Behind an unreadable file every rule looks lost; the file itself is what has to be mended.
            new ManifestCheck(content.text(PackManifest.FILE), manifest, rules, limits, own).check();
        }
        own.sort(Comparator.naturalOrder());
        findings.addAll(own);
        return own.isEmpty()
                ? Optional.of(new RulePack(content, content.hash(), manifest, limits, restricted, rules))
                : Optional.empty();
    }

    /** The rules of one ring, sorted by id. */
    public List<Rule> rules(Ring ring) {
        return rules.stream().filter(rule -> rule.ring() == ring).toList();
    }

    /** The rule ids that the manifest names for a ring. */
    public List<String> manifestIds(Ring ring) {
        return switch (ring) {
            case GATE -> manifest.gate();
            case WATCH -> manifest.watch();
        };
    }

    private static void refuseStrangers(PackContent content, List<Finding> findings) {
        for (String path : content.files().keySet()) {
            boolean known = path.equals(PackManifest.FILE)
                    || path.equals(LimitTable.FILE)
                    || path.equals(RestrictedList.FILE)
                    || RuleLanguage.isRuleFile(path)
                    || (path.startsWith(CASES) && path.endsWith(".csv"));
            if (!known && path.endsWith(".csv") && path.contains("/")) {
                findings.add(Finding.in(
                        path, "a table of rules is called NAME.drl.csv; under this name it would judge nothing"));
            } else if (!known) {
                findings.add(Finding.in(
                        path,
                        "a pack consists of pack.yaml, limits.csv, restricted.csv, gate/*.drl, watch/*.drl, *.drl.csv"
                                + " and *.drl.xlsx there and cases/*.csv"));
            }
        }
    }
}
