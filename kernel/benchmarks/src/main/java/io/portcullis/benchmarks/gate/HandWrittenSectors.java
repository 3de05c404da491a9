package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.scene.GeneratedPack;
import io.portcullis.benchmarks.scene.GeneratedPack.Kind;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The generated pack as a programmer would write it: one look-up of the sector instead of a rule for each. */
final class HandWrittenSectors implements Contender {
    private final GateOrders orders;
    private final GateFacts facts = new GateFacts();
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, String[]> rules = new HashMap<>();

    HandWrittenSectors(GateOrders orders) {
        this.orders = orders;
        for (String sector : Market.sectors()) {
            String[] ids = new String[Kind.values().length];
            for (Kind kind : Kind.values()) {
                ids[kind.ordinal()] = kind.rule(sector);
            }
            rules.put(sector, ids);
        }
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public void show(int order) {
        FactsCopy.copy(orders.facts(order), facts);
    }

    @Override
    public Verdict judge() {
        Verdict verdict = HandWritten.judge(facts, reasons);
        String[] ids = rules.get(facts.instrument().getSector());
        int before = reasons.size();
        if (!facts.order().isReducing()) {
            above(ids, Kind.NOTIONAL, facts.order().getNotional(), GeneratedPack.NOTIONAL_MAX);
            above(ids, Kind.PARTICIPATION, facts.market().getParticipation(), GeneratedPack.PARTICIPATION_MAX);
            if (facts.order().isShortSale()) {
                above(ids, Kind.SHORT, facts.exposure().getShortAfter(), GeneratedPack.SHORT_MAX);
            }
        }
        boolean denied = verdict == Verdict.DENY || reasons.size() > before;
        above(ids, Kind.FAR, facts.order().getCollarBps(), GeneratedPack.FAR_BPS);
        return denied ? Verdict.DENY : Verdict.ALLOW;
    }

    private void above(String[] ids, Kind kind, double value, double limit) {
        if (value > limit) {
            ReasonCode code = kind == Kind.FAR ? ReasonCode.POLICY_WARNED : ReasonCode.POLICY_DENIED;
            reasons.add(new Reason(code, ids[kind.ordinal()], value, limit));
        }
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }
}
