package io.portcullis.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code rules check} and {@code rules try} need of the policy room. */
public interface RuleDesk {
    /**
     * Checks a pack and runs its cases.
     *
     * @param pack its folder, which exists
     */
    Check check(Path pack) throws IOException;

    /**
     * Judges one set of facts.
     *
     * @param facts a JSON file that exists, with the facts under the case tables' names
     * @param pack the pack's folder, which exists
     */
    Trial judge(Path facts, Path pack) throws IOException;

    /**
     * What a check found.
     *
     * @param name the pack's name
     * @param hash its hash; empty when it could not be packed
     * @param rules how many rules
     * @param cases how many cases ran
     * @param problems one line each, with the officer's own file and line; empty when the pack is sound
     * @param notes what should be looked at again, and keeps nobody from activating
     * @param coverage how far the cases of each rule go
     */
    record Check(
            String name,
            String hash,
            int rules,
            int cases,
            List<String> problems,
            List<String> notes,
            List<Coverage> coverage) {}

    /**
     * How far the cases of a rule go.
     *
     * @param rule its id
     * @param fires cases in which it speaks
     * @param passes cases in which it is silent
     * @param boundary cases on its boundary
     * @param conditions its conditions
     * @param shown those that its cases show both ways
     * @param missing what it lacks: kinds of cases, and conditions that are seen one way only
     */
    record Coverage(
            String rule, int fires, int passes, int boundary, int conditions, int shown, List<String> missing) {}

    /**
     * Says what an edit does.
     *
     * @param before a pack's folder, or a pack's content as {@code data/content} keeps it
     * @param after the other one
     */
    Comparison compare(Path before, Path after) throws IOException;

    /** The reference page of the rule language, in Markdown. */
    String language();

    /**
     * What an edit does.
     *
     * @param neverLoosens whether nothing passes that did not pass before
     * @param lines for people
     * @param values the same for machines
     */
    record Comparison(boolean neverLoosens, List<String> lines, Object values) {}

    /**
     * What the pack said.
     *
     * @param verdict ALLOW, REDUCE or DENY
     * @param quantity shares that would go out
     * @param reasons one line per rule that fired, with values
     * @param values the same for machines
     */
    record Trial(String verdict, double quantity, List<String> reasons, Map<String, ?> values) {}
}
