package io.portcullis.policy.gate;

import io.portcullis.policy.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A pack cannot judge; the findings say where and why. */
public final class PackRefusedException extends Exception {
    private final transient List<Finding> findings;

    PackRefusedException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong. */
    public List<Finding> findings() {
        return findings;
    }
}
