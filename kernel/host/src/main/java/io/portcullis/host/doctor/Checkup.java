package io.portcullis.host.doctor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that was found.
 *
 * @param findings in the order of the checks
 * @param millis how long it took
 */
public record Checkup(List<Finding> findings, long millis) {
    /** Copies the findings. */
    public Checkup {
        findings = List.copyOf(findings);
    }

    /** Findings of one level. */
    public List<Finding> of(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).toList();
    }

    /** The worst level. */
    public Level worst() {
        return findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
    }

    /** Findings of one level as one line; empty when there are none. */
    public String line(Level level) {
        return of(level).stream().map(Finding::line).collect(Collectors.joining(" | "));
    }

    /** For people. */
    public List<String> lines() {
        return findings.stream().map(Checkup::text).toList();
    }

    private static String text(Finding finding) {
        String first = String.format("%-4s  %-24s %s", finding.level(), finding.check(), finding.what());
        String where = finding.where().isEmpty() ? "" : "\n" + " ".repeat(31) + "where: " + finding.where();
        String right = finding.right().isEmpty() ? "" : "\n" + " ".repeat(31) + "right: " + finding.right();
        return first + where + right;
    }

    /** For machines. */
    public Map<String, ?> values() {
        return Map.of("worst", worst().name(), "millis", millis, "findings", findings);
    }
}
