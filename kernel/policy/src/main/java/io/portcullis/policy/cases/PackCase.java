package io.portcullis.policy.cases;

import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row of a case table: facts, and what has to be said to them.
 *
 * @param rule the rule that the table is named after
 * @param name what the case is called
 * @param kind what it is there for
 * @param file its table
 * @param line where it stands
 * @param cells every fact of the base, with what this case says instead
 */
public record PackCase(Rule rule, String name, CaseKind kind, String file, int line, Map<String, String> cells) {
    /** Copies the cells. */
    public PackCase {
        cells = Map.copyOf(cells);
    }

    /** Which kind of facts it has. */
    public Ring ring() {
        return rule.ring();
    }

    /** What is expected: ALLOW, REDUCE or DENY; for watch rules NONE, REDUCE_ONLY or KILLED. */
    String verdict() {
        return cells.getOrDefault("verdict", "");
    }

    /** The rules that are expected to speak. */
    Set<String> rules() {
        Set<String> rules =
                new TreeSet<>(List.of(cells.getOrDefault("rules", "").split(" +")));
        rules.remove("");
        return rules;
    }
}
