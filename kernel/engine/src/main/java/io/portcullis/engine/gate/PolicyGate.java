package io.portcullis.engine.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.PackHash;

/**
 * The policy ring: judges an order, or the state of things, by the active rule pack. The engine owns this port and knows
 * nothing of the rule engine behind it.
 *
 * <p>Called from the engine's thread only. Deterministic: the same facts under the same pack give the same ruling.
 *
 * <p>Never throws for anything that a pack or a fact can cause: such a ruling is a DENY with its code. An {@link Error} passes
 * through and halts the node.
 */
public interface PolicyGate {
    /** The pack that judges now; {@link PackHash#NONE} when none is active. */
    PackHash activePack();

    /** Version of the rule engine, recorded in the log. */
    String version();

    /**
     * A pack's bytes have come through the log. Compiling may happen on another thread, or lazily during replay.
     *
     * @param pack hash of the content
     * @param name the pack's name
     * @param content its canonical bytes
     */
    void stage(PackHash pack, String name, byte[] content);

    /**
     * From now on this pack judges. Waits for its compilation when it is not ready.
     *
     * @throws IllegalStateException when the pack was never staged or does not compile: the node stops, it never decides with
     *     another
     */
    void activate(PackHash pack);

    /**
     * The log says that the fast form of a pack was found to differ from its reference: from now on, and whenever the pack is
     * activated again, the reference alone judges by it.
     */
    void fallBack(PackHash pack);

    /** Judges one order. */
    Ruling judge(GateFacts facts);

    /** Judges the state of things. */
    WatchRuling watch(WatchFacts facts);
}
