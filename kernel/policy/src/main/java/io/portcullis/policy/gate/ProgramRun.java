package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.pack.RulePack;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Evaluations by the class of a ring, with the same proof of completeness as the rule engine's: as many rules as the manifest
 * has, the last statement reached, no more verdicts than the rules have, and nothing thrown. Rules that are in no class are
 * asked in a session of their own. Nothing is allocated unless a rule speaks for the first time. One thread.
 */
final class ProgramRun implements RingEvaluation {
    private final Ring ring;
    private final List<Rule> rules;
    private final Verdicts verdicts;
    private final Consumer<Object> program;
    private final RuleSession rest;
    private final boolean whole;
    private final int callsMax;
    private String failure = "";

    private ProgramRun(Ring ring, RulePack pack, PackProgram compiled, Verdicts verdicts, Consumer<Object> program) {
        this.ring = ring;
        this.rules = pack.rules(ring);
        this.verdicts = verdicts;
        this.program = program;
        int left = compiled.of(ring).left().size();
        this.rest = left == 0 ? null : new RuleSession(compiled.rest(), ring, verdicts, left, left + 2);
        this.whole = compiled.of(ring).rules() + left == pack.manifestIds(ring).size();
        this.callsMax = rules.stream().mapToInt(rule -> rule.verdicts().size()).sum();
    }

    static ProgramRun gate(RulePack pack, PackProgram compiled, GateVerdicts verdicts) {
        GateProgram program = compiled.gate().program();
        return new ProgramRun(Ring.GATE, pack, compiled, verdicts, facts -> program.judge((GateFacts) facts, verdicts));
    }

    static ProgramRun watch(RulePack pack, PackProgram compiled, WatchVerdicts verdicts) {
        WatchProgram program = compiled.watch().program();
        return new ProgramRun(
                Ring.WATCH, pack, compiled, verdicts, facts -> program.judge((WatchFacts) facts, verdicts));
    }

    @Override
    public Optional<ReasonCode> evaluate(Object facts) {
        if (!whole) {
            return Optional.of(ReasonCode.MANIFEST_MISMATCH);
        }
        verdicts.begin();
        try {
            program.accept(facts);
        } catch (RuntimeException e) {
            failure = describe(facts, e);
            return Optional.of(ReasonCode.EVALUATION_FAILED);
        }
        if (!verdicts.isComplete()) {
            return Optional.of(ReasonCode.EVALUATION_INCOMPLETE);
        }
        if (verdicts.count() > callsMax) {
            return Optional.of(ReasonCode.FIRING_BOUND);
        }
        return rest == null ? Optional.empty() : rest.evaluateMore(facts);
    }

    @Override
    public String failure() {
        return failure.isEmpty() && rest != null ? rest.failure() : failure;
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        }
    }

    /** The class does not know which rule it was at; the first one that cannot be computed is it. */
    private String describe(Object facts, RuntimeException thrown) {
        FieldReader reader = ring == Ring.GATE ? FieldReader.of((GateFacts) facts) : FieldReader.of((WatchFacts) facts);
        for (Rule rule : rules) {
            try {
                rule.holds(reader);
            } catch (ArithmeticException e) {
                return "rule " + rule.id() + ": " + e.getMessage();
            }
        }
        return String.valueOf(thrown);
    }
}
