package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rule that passed the language: a conjunction of conditions on facts, and the verdicts that follow. Immutable.
 *
 * @param ring which kind of rule
 * @param id unique in its pack
 * @param file where it stands
 * @param line where it begins
 * @param patterns at most one for each type of fact
 * @param verdicts at least one
 */
public record Rule(
        Ring ring, String id, String file, int line, List<FactPattern> patterns, List<VerdictCall> verdicts) {
    /** Copies the lists. */
    public Rule {
        patterns = List.copyOf(patterns);
        verdicts = List.copyOf(verdicts);
    }

    /** Whether all conditions hold: what Drools computes too. */
    public boolean holds(FieldReader facts) {
        return conditions().holds(facts);
    }

    /** Its conditions in the order in which they are evaluated. */
    public Conditions conditions() {
        return Conditions.of(patterns);
    }

    /** The names of the fields that it reads. */
    public SortedSet<String> reads() {
        SortedSet<String> names = new TreeSet<>();
        fields().forEach(field -> names.add(field.name()));
        return names;
    }

    /** The types of the facts whose fields it reads. */
    public SortedSet<String> typesRead() {
        SortedSet<String> types = new TreeSet<>();
        fields().forEach(field -> types.add(field.type()));
        return types;
    }

    /** Its comparisons of numbers, where a boundary lies. */
    public List<Comparison> numericComparisons() {
        List<Comparison> found = new ArrayList<>();
        for (FactPattern pattern : patterns) {
            for (Expression constraint : pattern.constraints()) {
                constraint.visit(node -> {
                    if (node instanceof Comparison comparison
                            && comparison.left().kind() == Kind.NUMBER) {
                        found.add(comparison);
                    }
                });
            }
        }
        return found;
    }

    /**
     * The DRL that is compiled, without package and imports: the conditions as a function of all facts, and a rule with one
     * pattern that asks it.
     */
    public String drl() {
        String facts = Vocabulary.of(ring).facts().getSimpleName();
        String function = "rule_" + id.replace('-', '_');
        StringBuilder text = new StringBuilder();
        text.append("function boolean " + function + "(" + facts + " facts) {\n");
        text.append("    return " + conditions().code("facts") + ";\n}\n");
        text.append("rule \"" + id + "\"\nwhen\n");
        text.append("    $facts : " + facts + "(" + function + "(this))\nthen\n");
        verdicts.forEach(verdict -> text.append(verdict.code(id, "$facts")));
        return text.append("end\n").toString();
    }

    private Stream<FieldRead> fields() {
        return Stream.concat(
                        patterns.stream().flatMap(pattern -> pattern.constraints().stream()),
                        verdicts.stream().flatMap(verdict -> verdict.arguments().stream()))
                .flatMap(Rule::fieldsOf);
    }

    static Stream<FieldRead> fieldsOf(Expression expression) {
        List<FieldRead> fields = new ArrayList<>();
        expression.visit(node -> {
            if (node instanceof FieldRead field) {
                fields.add(field);
            }
        });
        return fields.stream();
    }
}
