package io.portcullis.policy.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.RulePack;
import java.util.List;
import java.util.Optional;

/**
 * Judges with one pack: sets the limits and the restricted flag that the pack says, refuses numbers that are none,
 * and gives ALLOW only to a proven evaluation in which no rule objected. One thread.
 *
 * <p>A watch evaluation that cannot be proven asks for REDUCE_ONLY on everything: whoever cannot see the drawdown
 * must not take new risk.
 */
public final class PackJudge implements AutoCloseable {
    private final RulePack pack;
    private final PackFacts packFacts;
    private final GateVerdicts gateVerdicts = new GateVerdicts();
    private final WatchVerdicts watchVerdicts = new WatchVerdicts();
    private final RingEvaluation gate;
    private final RingEvaluation watch;
    private final LimitField[] gateLimits;
    private final LimitField[] watchLimits;
    private final boolean watches;
    /** Made when somebody asks: an engine that swaps its pack has no time for it. */
    private List<HeadroomRule> headroom;

    /** A judge on the rule engine, with sessions of its own. */
    public PackJudge(CompiledPack compiled) {
        this(compiled, null);
    }

    /**
     * A judge with sessions of its own.
     *
     * @param program the classes that judge; null for the rule engine
     */
    PackJudge(CompiledPack compiled, PackProgram program) {
        this.pack = compiled.pack();
        this.packFacts = new PackFacts(pack.limits(), pack.restricted());
        if (program == null) {
            this.gate = new RuleSession(compiled, Ring.GATE, gateVerdicts);
            this.watch = new RuleSession(compiled, Ring.WATCH, watchVerdicts);
        } else {
            this.gate = ProgramRun.gate(pack, program, gateVerdicts);
            this.watch = ProgramRun.watch(pack, program, watchVerdicts);
        }
        this.gateLimits = compiled.limitsRead(Ring.GATE);
        this.watchLimits = compiled.limitsRead(Ring.WATCH);
        this.watches =
                !pack.rules(Ring.WATCH).isEmpty() || !pack.manifest().watch().isEmpty();
    }

    /** A judge by the pack's classes; on the rule engine when it has none that may judge. */
    public static PackJudge fastest(CompiledPack compiled) {
        return new PackJudge(compiled, compiled.program());
    }

    /** What the last rule that threw said; empty when none did. For logs and findings, never for decisions. */
    public String failure() {
        return gate.failure().isEmpty() ? watch.failure() : gate.failure();
    }

    /** The pack. */
    public RulePack pack() {
        return pack;
    }

    /** Judges one order. */
    public Ruling judge(GateFacts facts) {
        Optional<ReasonCode> missing = prepare(facts);
        if (missing.isPresent()) {
            return denied(missing.get());
        }
        Optional<ReasonCode> failed = gate.evaluate(facts);
        return failed.isPresent()
                ? denied(failed.get())
                : gateVerdicts.ruling(facts.order().getQuantity());
    }

    /** Judges the state of things. */
    public WatchRuling watch(WatchFacts facts) {
        if (!watches) {
            return WatchRuling.NONE;
        }
        pack.limits().resolve(facts);
        facts.ceilings().apply(facts.limits());
        Optional<ReasonCode> missing = Soundness.of(facts).or(() -> unset(watchLimits, facts.limits()));
        if (missing.isPresent()) {
            return blind(missing.get());
        }
        Optional<ReasonCode> failed = watch.evaluate(facts);
        return failed.isPresent() ? blind(failed.get()) : watchVerdicts.ruling();
    }

    /** How far the order is from each numeric limit of the gate rules; sets the limits in the facts. */
    public List<Headroom> headroom(GateFacts facts) {
        if (headroom == null) {
            headroom = HeadroomRule.of(pack.rules(Ring.GATE));
        }
        return prepare(facts).isPresent()
                ? List.of()
                : headroom.stream().map(each -> each.measure(facts)).toList();
    }

    @Override
    public void close() {
        gate.close();
        watch.close();
    }

    static Ruling denied(ReasonCode code) {
        return new Ruling(Verdict.DENY, 0, List.of(Reason.of(code)));
    }

    /**
     * What is done to the facts of every order before a rule sees them: completed by what the pack knows, and with one zero only.
     *
     * @return what is missing in them; then no rule is asked
     */
    public static Optional<ReasonCode> prepare(RulePack pack, GateFacts facts) {
        return Soundness.of(new PackFacts(pack.limits(), pack.restricted()).set(facts));
    }

    private Optional<ReasonCode> prepare(GateFacts facts) {
        Optional<ReasonCode> missing = Soundness.of(packFacts.set(facts));
        return missing.isPresent() ? missing : unset(gateLimits, facts.limits());
    }

    private static Optional<ReasonCode> unset(LimitField[] required, Limits limits) {
        for (LimitField limit : required) {
            if (!Double.isFinite(limit.of(limits))) {
                return Optional.of(ReasonCode.LIMIT_UNSET);
            }
        }
        return Optional.empty();
    }

    private static WatchRuling blind(ReasonCode code) {
        return new WatchRuling(
                List.of(), List.of(new WatchRuling.Action(Scope.GLOBAL, TradingState.REDUCE_ONLY, Reason.of(code))));
    }
}
