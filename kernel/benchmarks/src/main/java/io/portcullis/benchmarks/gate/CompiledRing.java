package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.FactsCopy;
import io.portcullis.policy.gate.PackJudge;
import java.util.List;

/** The policy ring on the class that the rules become: limits looked up, facts checked, completeness proven, reasons made. */
final class CompiledRing implements Contender, AutoCloseable {
    private final GateOrders orders;
    private final PackJudge judge;
    private final GateFacts facts = new GateFacts();
    private Ruling ruling;

    CompiledRing(GateOrders orders, CompiledPack pack) {
        this.orders = orders;
        this.judge = PackJudge.fastest(pack);
    }

    @Override
    public String name() {
        return "compiled";
    }

    @Override
    public void show(int order) {
        FactsCopy.copy(orders.facts(order), facts);
    }

    @Override
    public Verdict judge() {
        ruling = judge.judge(facts);
        return ruling.verdict();
    }

    @Override
    public List<Reason> reasons() {
        return ruling.reasons();
    }

    @Override
    public void close() {
        judge.close();
    }
}
