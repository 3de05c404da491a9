package io.portcullis.benchmarks.orders;

import io.portcullis.model.gate.DecisionRecord;

/** Told on the core thread, under the order's number, where an order is. Orders are numbered from 1 as they were sent. */
interface Stations {
    /** The order came back from the log, recorded. */
    default void recorded(long nanos) {}

    /** The engine took it; its decision is on its way into the log. */
    default void judged(long nanosTaken) {}

    /** The engine took the activation of a pack: how long that was, and for how much of it the thread had a processor. */
    default void activated(long nanosTaken, long cpuNanosTaken) {}

    /** Its decision came back from the log, recorded. */
    default void decided(long order, DecisionRecord decision, long nanos) {}

    /** The channel did not let it out, and the engine's books say so; {@link #answered} follows. */
    default void heldBack(long order, long nanos) {}

    /** Its last word: it was denied, filled, or held back on its way, and the engine's books say so. */
    void answered(long order, boolean filled, long nanos);
}
