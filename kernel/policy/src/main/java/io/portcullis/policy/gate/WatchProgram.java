package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.WatchFacts;

/** The watch rules of a pack as one class. Public because the class is made at run time. */
public interface WatchProgram {
    /** Asks every rule and says at the end that it came there; throws when a condition cannot be computed. */
    void judge(WatchFacts facts, WatchVerdicts verdict);
}
