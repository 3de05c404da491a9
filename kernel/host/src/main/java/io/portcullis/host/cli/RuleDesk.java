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
     */
    record Check(String name, String hash, int rules, int cases, List<String> problems) {}

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
