package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.GateProgram;
import io.portcullis.policy.gate.GateVerdicts;
import java.util.List;

/**
 * The class that the pack's rules become, alone: on facts whose limits are looked up already, like the hand-written rules. Its
 * reasons are made when somebody asks for them.
 */
final class RulesClass extends OnFacts {
    private final GateProgram program;
    private final GateVerdicts verdicts = new GateVerdicts();

    RulesClass(GateOrders orders, CompiledPack pack) {
        super("class", orders);
        this.program = pack.gateProgram()
                .orElseThrow(() -> new IllegalStateException("the pack is judged by " + pack.judgedBy()));
    }

    @Override
    public Verdict judge() {
        verdicts.begin();
        program.judge(facts, verdicts);
        return verdicts.verdict();
    }

    @Override
    public List<Reason> reasons() {
        Ruling ruling = verdicts.ruling(facts.order().getQuantity());
        return ruling.reasons();
    }
}
