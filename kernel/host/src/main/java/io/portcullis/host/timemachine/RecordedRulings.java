package io.portcullis.host.timemachine;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackJudge;
import java.util.List;
import java.util.function.Supplier;

/**
 * A policy ring that rules as it ruled the first time, by what the log holds: no rule engine is asked and no pack is compiled, save
 * where the log cannot tell.
 *
 * <p>That is exact, not an approximation. What the engine says comes in one order, so an evaluation of the watch rules that changed
 * something is followed by nothing but the record of that change; and a decision holds both what the rules said and the facts that they
 * said it on, whose hash must come out again. Only behind the last recorded saying, and just before a recorded change of state, the
 * rules themselves are asked.
 */
final class RecordedRulings implements PolicyGate, AutoCloseable {
    /** The same in every version: what a later one brought stands behind it. */
    private static final int QUANTITY = FactSchema.recorded(FactSchema.VERSION).stream()
            .map(FactField::name)
            .toList()
            .indexOf("order.quantity");

    private final Sayings sayings;
    private final Packs packs;
    private final Supplier<DroolsGate> rules;
    private PackHash active = PackHash.NONE;
    private DroolsGate asked;
    private DecisionRecord judging;

    /**
     * Rulings of a replay.
     *
     * @param sayings the replay's outbox
     * @param packs where the packs' bytes are
     * @param rules makes a ring that really judges; called when one is needed
     */
    RecordedRulings(Sayings sayings, Packs packs, Supplier<DroolsGate> rules) {
        this.sayings = sayings;
        this.packs = packs;
        this.rules = rules;
    }

    @Override
    public PackHash activePack() {
        return active;
    }

    @Override
    public String version() {
        return "recorded";
    }

    @Override
    public void stage(PackHash pack, String name, byte[] content) {
        packs.put(pack, content);
    }

    @Override
    public void activate(PackHash pack) {
        active = pack;
    }

    /** The past is looked at through Drools in any case. */
    @Override
    public void fallBack(PackHash pack) {}

    @Override
    public Ruling judge(GateFacts facts) {
        EngineEvent.Produced next = sayings.next();
        if (next == null) {
            return rules().judge(facts);
        }
        String orderId = facts.order().getOrderId();
        if (!(next instanceof EngineEvent.GateDecided decided)
                || !decided.record().orderId().value().equals(orderId)) {
            throw sayings.differs("a decision on " + orderId, next);
        }
        if (!active.equals(PackHash.NONE)) {
            PackJudge.prepare(packs.read(active), facts);
        }
        boolean again = decided.record() == judging;
        judging = decided.record();
        return again ? second(judging) : first(judging);
    }

    private static Ruling first(DecisionRecord record) {
        List<Reason> reasons = record.decision().reasons();
        double quantity = record.decision().quantity().toDouble();
        return switch (record.decision().verdict()) {
            case ALLOW -> new Ruling(Verdict.ALLOW, 0, reasons);
            // the gate takes whole shares of it, and no more than were asked for
            case REDUCE -> new Ruling(Verdict.REDUCE, Math.ceil(quantity), reasons);
            case DENY -> {
                int reduced = deniedAt(reasons);
                yield reduced < 0
                        ? new Ruling(Verdict.DENY, 0, reasons)
                        : new Ruling(Verdict.REDUCE, Math.ceil(record.facts()[QUANTITY]), reasons.subList(0, reduced));
            }
        };
    }

    /** On the smaller order. */
    private static Ruling second(DecisionRecord record) {
        List<Reason> reasons = record.decision().reasons();
        return record.decision().verdict() == Verdict.REDUCE
                ? new Ruling(Verdict.ALLOW, 0, List.of())
                : new Ruling(Verdict.DENY, 0, reasons.subList(deniedAt(reasons) + 1, reasons.size()));
    }

    private static int deniedAt(List<Reason> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).code() == ReasonCode.REDUCED_STILL_DENIED) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public WatchRuling watch(WatchFacts facts) {
        EngineEvent.Produced next = sayings.next();
        // a kill withdraws orders before its own record is written, so a withdrawal too may be the work of this
        // evaluation
        boolean changedNothing = next instanceof EngineEvent.GateDecided || next instanceof EngineEvent.DayClosed;
        return changedNothing ? WatchRuling.NONE : rules().watch(facts);
    }

    /** The rules themselves, with the pack that is active. */
    private PolicyGate rules() {
        if (asked == null) {
            asked = rules.get();
        }
        if (!asked.activePack().equals(active)) {
            asked.stage(active, active.hex(), packs.bytes(active));
            asked.activate(active);
        }
        return asked;
    }

    @Override
    public void close() {
        if (asked != null) {
            asked.close();
        }
    }
}
