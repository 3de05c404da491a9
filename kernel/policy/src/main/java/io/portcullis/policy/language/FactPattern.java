package io.portcullis.policy.language;

import java.util.List;

/**
 * The conditions that a rule puts on one fact.
 *
 * @param type the type of the fact
 * @param constraints all of them must hold
 */
public record FactPattern(String type, List<Expression> constraints) {
    /** Copies the constraints. */
    public FactPattern {
        constraints = List.copyOf(constraints);
    }
}
