package io.portcullis.policy.gate;

import io.portcullis.model.gate.ReasonCode;
import java.util.Optional;

/** Asks all rules of one ring; the verdicts are in the ring's {@link Verdicts} then. One thread. */
interface RingEvaluation extends AutoCloseable {
    /**
     * Evaluates all rules against these facts.
     *
     * @param facts of the ring's type
     * @return empty when the evaluation is complete; otherwise what was missing, and the verdicts are void
     */
    Optional<ReasonCode> evaluate(Object facts);

    /** What the last rule that threw said; empty when none did. */
    String failure();

    @Override
    void close();
}
