package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.Meaning;
import io.portcullis.engine.gate.facts.Unit;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.language.Arithmetic;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FunctionCall;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Membership;
import io.portcullis.policy.language.Minus;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.VerdictCall;
import io.portcullis.policy.language.Vocabulary;
import io.portcullis.policy.language.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Numbers of different units that are compared, added or limited by each other, and texts that a fact never holds. A product or a
 * quotient may count anything, so nothing is said of what it is compared with.
 */
final class UnitCheck {
    private final Vocabulary vocabulary;
    private final Rule rule;
    private final Set<String> messages = new TreeSet<>();

    private UnitCheck(Rule rule) {
        this.rule = rule;
        this.vocabulary = Vocabulary.of(rule.ring());
    }

    static void check(Rule rule, List<Finding> findings) {
        UnitCheck check = new UnitCheck(rule);
        rule.patterns().forEach(pattern -> pattern.constraints().forEach(constraint -> constraint.visit(check::look)));
        rule.verdicts().forEach(check::verdict);
        check.messages.forEach(
                message -> findings.add(Finding.at(rule.file(), rule.line(), "rule '" + rule.id() + "': " + message)));
    }

    private void look(Expression node) {
        if (node instanceof Comparison comparison) {
            compared(comparison.left(), comparison.right(), "compared with");
        } else if (node instanceof Arithmetic sum && "+-".contains(sum.operator())) {
            compared(sum.left(), sum.right(), "added to or taken from");
        } else if (node instanceof FunctionCall call && call.arguments().size() == 2) {
            compared(call.arguments().get(0), call.arguments().get(1), "weighed against");
        } else if (node instanceof Membership membership) {
            membership.values().forEach(value -> text(membership.subject(), value));
        }
    }

    private void compared(Expression left, Expression right, String how) {
        Optional<Unit> one = unit(left);
        Optional<Unit> other = unit(right);
        if (one.isPresent() && other.isPresent() && one.get() != other.get()) {
            messages.add(Words.of(left) + " counts " + one.get().word() + " and is " + how + " " + Words.of(right)
                    + ", which counts " + other.get().word());
        }
        text(left, right);
        text(right, left);
    }

    private void text(Expression field, Expression value) {
        if (field.kind() == Kind.TEXT && field instanceof FieldRead read && value instanceof Literal literal) {
            List<String> known = meaning(read).map(Meaning::oneOf).map(List::of).orElse(List.of());
            String text = (String) literal.value();
            if (!known.isEmpty() && !known.contains(text)) {
                messages.add(read.name() + " is never \"" + text + "\"" + Nearest.hint(text, known) + " It is one of "
                        + String.join(", ", known));
            }
        }
    }

    private void verdict(VerdictCall call) {
        boolean limited = call.arguments().size() == 2;
        if (limited) {
            compared(call.arguments().get(0), call.arguments().get(1), "explained by");
        } else if (call.verdict().equals("reduceTo")) {
            unit(call.arguments().get(0))
                    .filter(unit -> unit != Unit.SHARES)
                    .ifPresent(unit -> messages.add("reduceTo takes shares, and "
                            + Words.of(call.arguments().get(0)) + " counts " + unit.word()));
        }
    }

    /** What an expression counts; empty when that is open, as of a number that stands in the rule. */
    private Optional<Unit> unit(Expression expression) {
        if (expression instanceof FieldRead read && read.kind() == Kind.NUMBER) {
            return meaning(read).map(Meaning::unit).filter(unit -> unit != Unit.NONE);
        }
        if (expression instanceof Minus minus) {
            return unit(minus.operand());
        }
        if (expression instanceof FunctionCall call) {
            return call.arguments().stream()
                    .flatMap(each -> unit(each).stream())
                    .findFirst();
        }
        if (expression instanceof Arithmetic sum && "+-".contains(sum.operator())) {
            return unit(sum.left()).or(() -> unit(sum.right()));
        }
        return Optional.empty();
    }

    private Optional<Meaning> meaning(FieldRead read) {
        return vocabulary.meaning(read.type(), read.field());
    }
}
