package io.portcullis.policy.gate;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.DecisionSource;

/**
 * The policy ring of a server that restarts: while it recovers, verdicts come from the log, and a pack is compiled only when
 * somebody really has to be asked; from {@link #settle()} on it is the gate behind it.
 *
 * <p>A recorded verdict is taken only when it is the very next thing that the log says the engine said, about the same order,
 * under the pack that is active now, and given by rules alone. Anything else is judged again. The engine makes its decision
 * record from it as always, facts included, and the host compares that with the recorded one. Engine thread only.
 */
public final class RecordedGate implements PolicyGate {
    private final DroolsGate gate;
    private DecisionSource source;
    private PackHash pack = PackHash.NONE;
    private PackFacts packFacts;
    private long taken;

    /** The gate itself, as long as nobody recovers. */
    public RecordedGate(DroolsGate gate) {
        this.gate = gate;
    }

    /** Recovery begins: the log says what was decided. */
    public void follow(DecisionSource recorded) {
        source = recorded;
    }

    /**
     * Recovery is over: the pack that is active now judges from here on.
     *
     * @throws IllegalStateException when it does not compile
     */
    public void settle() {
        live();
        source = null;
    }

    private DroolsGate live() {
        if (!pack.equals(gate.activePack())) {
            gate.activate(pack);
        }
        return gate;
    }

    @Override
    public PackHash activePack() {
        return source == null ? gate.activePack() : pack;
    }

    @Override
    public String version() {
        return gate.version();
    }

    @Override
    public void stage(PackHash staged, String name, byte[] content) {
        gate.stage(staged, name, content);
    }

    @Override
    public void activate(PackHash next) {
        if (source == null) {
            gate.activate(next);
            return;
        }
        packFacts = PackFacts.of(gate.content(next));
        pack = next;
    }

    @Override
    public void fallBack(PackHash differing) {
        gate.fallBack(differing);
    }

    @Override
    public Ruling judge(GateFacts facts) {
        if (source == null) {
            return gate.judge(facts);
        }
        GateDecision recorded = source.decisionOn(facts.order().getOrderId());
        boolean usable = recorded != null
                && packFacts != null
                && recorded.pack().equals(pack)
                && byRules(recorded)
                && Soundness.of(packFacts.set(facts)).isEmpty();
        if (!usable) {
            return live().judge(facts);
        }
        taken++;
        return new Ruling(recorded.verdict(), recorded.quantity().toDouble(), recorded.reasons());
    }

    /** How many verdicts came from the log. */
    public long taken() {
        return taken;
    }

    /** A reduced order was judged twice, and what the engine itself refused nobody asked the rules about. */
    private static boolean byRules(GateDecision decision) {
        boolean denied = false;
        for (Reason reason : decision.reasons()) {
            if (reason.code() != ReasonCode.POLICY_DENIED && reason.code() != ReasonCode.POLICY_WARNED) {
                return false;
            }
            denied |= reason.code() == ReasonCode.POLICY_DENIED;
        }
        return decision.verdict() != Verdict.REDUCE && denied == (decision.verdict() == Verdict.DENY);
    }

    /** Nothing that a watch rule says has an effect but a change of state, and that is in the log. */
    @Override
    public WatchRuling watch(WatchFacts facts) {
        if (source == null) {
            return gate.watch(facts);
        }
        return source.watchMayHaveSpoken() ? live().watch(facts) : WatchRuling.NONE;
    }
}
