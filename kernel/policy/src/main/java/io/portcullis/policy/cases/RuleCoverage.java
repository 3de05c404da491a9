package io.portcullis.policy.cases;

import java.util.List;

/**
 * How far the cases of a rule go.
 *
 * @param rule its id
 * @param file where its cases stand
 * @param fires cases in which it speaks
 * @param passes cases in which it is silent
 * @param boundary cases on its boundary
 * @param conditions how many conditions it has
 * @param oneSided those that its cases never show both ways, in words
 * @param missing kinds of cases that it needs and does not have
 */
public record RuleCoverage(
        String rule,
        String file,
        int fires,
        int passes,
        int boundary,
        int conditions,
        List<String> oneSided,
        List<String> missing) {
    /** Copies the lists. */
    public RuleCoverage {
        oneSided = List.copyOf(oneSided);
        missing = List.copyOf(missing);
    }
}
