package io.portcullis.host.timemachine;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.signal.Opportunity;
import java.util.List;

/**
 * A policy ring that stops the replay in the very moment in which it is asked about one order: then the books stand as they stood
 * before that decision. From then on a gate that really judges answers. One thread.
 */
final class StoppedGate implements PolicyGate {
    private final String orderId;
    private PolicyGate behind;
    private boolean settled;
    private double probability;
    private double netEdgeBps;
    private List<Opportunity.Contribution> contributions = List.of();
    private boolean byAgents;

    StoppedGate(PolicyGate recorded, String orderId) {
        this.behind = recorded;
        this.orderId = orderId;
    }

    /** From now on this one answers. */
    void judgeWith(PolicyGate real) {
        behind = real;
        settled = true;
    }

    /** Whether an opinion of agents stood behind the order. */
    boolean byAgents() {
        return byAgents;
    }

    double probability() {
        return probability;
    }

    double netEdgeBps() {
        return netEdgeBps;
    }

    List<Opportunity.Contribution> contributions() {
        return contributions;
    }

    @Override
    public PackHash activePack() {
        return behind.activePack();
    }

    @Override
    public String version() {
        return behind.version();
    }

    @Override
    public void stage(PackHash pack, String name, byte[] content) {
        behind.stage(pack, name, content);
    }

    @Override
    public void activate(PackHash pack) {
        behind.activate(pack);
    }

    @Override
    public void fallBack(PackHash pack) {
        behind.fallBack(pack);
    }

    @Override
    public Ruling judge(GateFacts facts) {
        if (!settled && facts.order().getOrderId().equals(orderId)) {
            byAgents = facts.agent().isPresent();
            probability = facts.agent().getProbability();
            netEdgeBps = facts.agent().getNetEdgeBps();
            contributions = facts.agent().getContributions();
            throw new Reached();
        }
        return behind.judge(facts);
    }

    @Override
    public WatchRuling watch(WatchFacts facts) {
        return behind.watch(facts);
    }

    /** The replay has come to the order. */
    static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;

        Reached() {
            super("the replay has come to the order", null, false, false);
        }
    }
}
