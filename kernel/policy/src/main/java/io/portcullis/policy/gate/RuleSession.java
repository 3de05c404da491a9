package io.portcullis.policy.gate;

import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.Ring;
import java.util.Optional;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * One reused session of the rule engine with one fact, the object that carries all facts of an evaluation; it is updated
 * before each. One thread.
 *
 * <p>It says whether an evaluation is proven complete, and throws the session away when one is not: what an
 * exception left behind must not judge the next order.
 */
final class RuleSession implements RingEvaluation {
    private static final int CAUSES_MAX = 32;

    /**
     * Drools 10.2 keeps the matches of single-pattern rules that fired and were then retracted by an update (what its issue 6361 left
     * over): millions of orders filled a heap of a gigabyte. A session is replaced before that counts.
     */
    static final int EVALUATIONS_MAX = 16_384;

    private final CompiledPack compiled;
    private final Ring ring;
    private final Verdicts verdicts;
    private final int manifestCount;
    private final int ruleCount;
    private final int firingsMax;
    private KieSession session;
    private FactHandle handle;
    private int evaluations;
    private int sessions;
    private String failure = "";

    RuleSession(CompiledPack compiled, Ring ring, Verdicts verdicts) {
        // Each rule fires at most once, and the last rule once; one more is a bound that was reached.
        this(
                compiled,
                ring,
                verdicts,
                compiled.pack().manifestIds(ring).size(),
                compiled.pack().rules(ring).size() + 2);
    }

    RuleSession(CompiledPack compiled, Ring ring, Verdicts verdicts, int manifestCount, int firingsMax) {
        this.compiled = compiled;
        this.ring = ring;
        this.verdicts = verdicts;
        this.manifestCount = manifestCount;
        this.ruleCount = compiled.rulesIn(ring);
        this.firingsMax = firingsMax;
    }

    @Override
    public Optional<ReasonCode> evaluate(Object facts) {
        verdicts.begin();
        return evaluateMore(facts);
    }

    /** Evaluates, and keeps what other rules of the same evaluation have said already. */
    Optional<ReasonCode> evaluateMore(Object facts) {
        if (ruleCount != manifestCount) {
            return Optional.of(ReasonCode.MANIFEST_MISMATCH);
        }
        verdicts.goOn();
        try {
            show(facts);
            int fired = session.fireAllRules(firingsMax);
            if (fired >= firingsMax) {
                return failed(ReasonCode.FIRING_BOUND);
            }
            if (session.getObject(handle) != facts || !verdicts.isComplete()) {
                return failed(ReasonCode.EVALUATION_INCOMPLETE);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            rethrowError(e);
            failure = describe(e);
            return failed(ReasonCode.EVALUATION_FAILED);
        }
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        if (session != null) {
            KieSession old = session;
            session = null;
            handle = null;
            old.dispose();
        }
    }

    /** How many sessions there have been. */
    int sessions() {
        return sessions;
    }

    private void show(Object facts) {
        if (evaluations == EVALUATIONS_MAX) {
            close();
        }
        if (session == null) {
            session = compiled.base(ring).newKieSession();
            evaluations = 0;
            sessions++;
            session.setGlobal("verdict", verdicts);
            handle = session.insert(facts);
        } else {
            session.update(handle, facts);
        }
        evaluations++;
    }

    private Optional<ReasonCode> failed(ReasonCode code) {
        close();
        return Optional.of(code);
    }

    /** The rule engine's outermost exception names the rule, the innermost one says what happened. */
    private static String describe(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause.getCause() != null && depth < CAUSES_MAX; depth++) {
            cause = cause.getCause();
        }
        return cause == thrown ? String.valueOf(thrown) : thrown.getMessage() + ": " + cause.getMessage();
    }

    /** The rule engine wraps what a rule throws; an error of the machine must not become a refusal. */
    private static void rethrowError(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof Error error) {
                throw error;
            }
            cause = cause.getCause();
        }
    }
}
