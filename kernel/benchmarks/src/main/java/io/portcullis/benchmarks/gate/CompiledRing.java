package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackJudge;
import java.util.List;

/** The policy ring on the class that the rules become: limits looked up, facts checked, completeness proven, reasons made. */
final class CompiledRing extends OnFacts implements AutoCloseable {
    private final PackJudge judge;
    private Ruling ruling;

    CompiledRing(GateOrders orders, CompiledPack pack) {
        super("compiled", orders);
        this.judge = PackJudge.fastest(pack);
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
