package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.scene.GeneratedPack.Kind;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generated pack as a programmer would write it: one look-up of the sector instead of a rule for each, and no look beyond
 * the first tier that holds.
 */
final class HandWrittenSectors extends OnFacts {
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, String[][]> rules = new HashMap<>();
    private final double[][] limits;

    HandWrittenSectors(GateOrders orders, int tiers) {
        super("java", orders);
        this.limits = new double[Kind.values().length][tiers];
        for (Kind kind : Kind.values()) {
            for (int tier = 0; tier < tiers; tier++) {
                limits[kind.ordinal()][tier] = kind.limit(tier);
            }
        }
        for (String sector : Market.sectors()) {
            String[][] ids = new String[Kind.values().length][tiers];
            for (Kind kind : Kind.values()) {
                for (int tier = 0; tier < tiers; tier++) {
                    ids[kind.ordinal()][tier] = kind.rule(sector, tier);
                }
            }
            rules.put(sector, ids);
        }
    }

    @Override
    public Verdict judge() {
        Verdict verdict = HandWritten.judge(facts, reasons);
        String[][] ids = rules.get(facts.instrument().getSector());
        int before = reasons.size();
        if (!facts.order().isReducing()) {
            above(ids, Kind.NOTIONAL, facts.order().getNotional());
            above(ids, Kind.PARTICIPATION, facts.market().getParticipation());
            if (facts.order().isShortSale()) {
                above(ids, Kind.SHORT, facts.exposure().getShortAfter());
            }
        }
        boolean denied = verdict == Verdict.DENY || reasons.size() > before;
        above(ids, Kind.FAR, facts.order().getCollarBps());
        return denied ? Verdict.DENY : Verdict.ALLOW;
    }

    /** The tiers' limits rise. */
    private void above(String[][] ids, Kind kind, double value) {
        double[] tiers = limits[kind.ordinal()];
        for (int tier = 0; tier < tiers.length && value > tiers[tier]; tier++) {
            ReasonCode code = kind == Kind.FAR ? ReasonCode.POLICY_WARNED : ReasonCode.POLICY_DENIED;
            reasons.add(new Reason(code, ids[kind.ordinal()][tier], value, tiers[tier]));
        }
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }
}
