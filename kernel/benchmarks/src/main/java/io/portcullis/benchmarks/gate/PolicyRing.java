package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.gate.FactsCopy;
import java.util.List;

/** The policy ring alone, protocol and all: limits looked up, facts checked, completeness proven. */
final class PolicyRing implements Contender {
    private final GateOrders orders;
    private final PolicyGate policy;
    private final GateFacts facts = new GateFacts();
    private Ruling ruling;

    PolicyRing(GateOrders orders) {
        this.orders = orders;
        this.policy = orders.policy();
    }

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public void show(int order) {
        FactsCopy.copy(orders.facts(order), facts);
    }

    @Override
    public Verdict judge() {
        ruling = policy.judge(facts);
        return ruling.verdict();
    }

    @Override
    public List<Reason> reasons() {
        return ruling.reasons();
    }
}
