package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.policy.gate.FactsCopy;

/** A contender that judges facts of its own, into which each order's are copied before its time is taken. */
abstract class OnFacts implements Contender {
    /** Those of the order that was shown last. */
    final GateFacts facts = new GateFacts();

    private final GateOrders orders;
    private final String name;

    OnFacts(String name, GateOrders orders) {
        this.name = name;
        this.orders = orders;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void show(int order) {
        FactsCopy.copy(orders.facts(order), facts);
    }
}
