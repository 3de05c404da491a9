package io.portcullis.benchmarks.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import java.util.List;

/** Something that judges the orders of a {@link GateOrders}. One thread. */
interface Contender {
    /** Its name in the figures, behind that of the measurement. */
    String name();

    /** Makes an order ready to be judged; not measured. */
    void show(int order);

    /** Judges the order that was shown last; measured. */
    Verdict judge();

    /** Every reason of the last judgement, in any order. */
    List<Reason> reasons();
}
