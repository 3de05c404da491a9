package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import java.util.List;

/** The engine's gate from draft to judgement: facts out of the books, safety ring, policy ring, recorded fact values. */
final class WholeGate implements Contender {
    private final GateOrders orders;
    private final Gate gate;
    private OrderDraft draft;
    private long timeNanos;
    private GateDecision decision;

    WholeGate(GateOrders orders) {
        this.orders = orders;
        this.gate = orders.gate();
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void show(int order) {
        draft = orders.draft(order);
        timeNanos = orders.timeNanos(order);
    }

    @Override
    public Verdict judge() {
        decision = gate.judge(draft, TradingState.NORMAL, timeNanos).decision();
        return decision.verdict();
    }

    @Override
    public List<Reason> reasons() {
        return decision.reasons();
    }
}
