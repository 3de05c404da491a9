package io.portcullis.policy;

import io.portcullis.model.gate.GateDecision;

/** What the log holds of an earlier life of the engine, for a restart that takes its verdicts from there. Engine thread only. */
public interface DecisionSource {
    /** The decision that is recorded as the engine's next word, if it is about this order; null otherwise. */
    GateDecision decisionOn(String orderId);

    /** False only when the engine's next word in the log cannot come from a watch rule. */
    boolean watchMayHaveSpoken();
}
