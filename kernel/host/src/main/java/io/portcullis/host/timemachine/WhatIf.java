package io.portcullis.host.timemachine;

import io.portcullis.engine.Engine;
import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.OpportunityId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Asks the gate about variants of one order, on the books as they stood when it was judged. Nothing is counted. */
final class WhatIf {
    /** A price step: whole cents. */
    private static final long TICK = Price.ONE / 100;

    private static final long SHARE = Quantity.ONE;
    private static final int DOUBLINGS_MAX = 20;

    private final Engine engine;
    private final DecisionRecord record;
    private final OrderDraft draft;

    WhatIf(Engine engine, StoppedGate gate, DecisionRecord record) {
        this.engine = engine;
        this.record = record;
        this.draft = new OrderDraft(
                record.orderId(),
                record.key(),
                record.account(),
                record.trader(),
                record.instrument(),
                record.side(),
                record.requested(),
                record.type(),
                record.limit(),
                record.timeInForce(),
                gate.byAgents() ? opinion(gate) : null,
                engine.books().conduct().parents().find(record.parentId()));
    }

    /** What of an opportunity the facts of an order show. */
    private Opportunity opinion(StoppedGate gate) {
        return new Opportunity(
                OpportunityId.of(record.key()),
                record.timeNanos(),
                record.instrument(),
                record.side() == Side.BUY ? Direction.LONG : Direction.SHORT,
                1,
                gate.probability(),
                gate.netEdgeBps(),
                new Opportunity.Costs(0, 0, 0, 0),
                gate.netEdgeBps(),
                record.propensity(),
                gate.contributions(),
                Opportunity.Outcome.KEPT);
    }

    /** The order as it was. */
    Gate.Judgement again() {
        return judge(draft.quantity(), draft.limit());
    }

    private Gate.Judgement judge(Quantity quantity, Price limit) {
        OrderDraft variant = new OrderDraft(
                draft.id(),
                draft.key(),
                draft.account(),
                draft.trader(),
                draft.instrument(),
                draft.side(),
                quantity,
                draft.type(),
                limit,
                draft.timeInForce(),
                draft.opportunity(),
                draft.parent());
        return engine.tryOut(variant);
    }

    private boolean passes(Quantity quantity, Price limit) {
        return judge(quantity, limit).decision().verdict() == Verdict.ALLOW;
    }

    /** The smallest change of the quantity that passes, and of the price; without the one or the other where none does. */
    List<ExplainAnswer.WouldPass> smallestChanges() {
        List<ExplainAnswer.WouldPass> changes = new ArrayList<>();
        fewer().or(this::more).ifPresent(changes::add);
        if (draft.type() == OrderType.LIMIT && draft.limit() != null) {
            price().ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<ExplainAnswer.WouldPass> fewer() {
        long asked = draft.quantity().raw() / SHARE;
        LongPredicate passes = shares -> passes(new Quantity(shares * SHARE), draft.limit());
        if (asked < 1 || !passes.test(1)) {
            return Optional.empty();
        }
        String was = draft.quantity().toString();
        if (passes.test(asked)) {
            boolean whole = draft.quantity().raw() % SHARE == 0;
            return whole
                    ? Optional.empty()
                    : Optional.of(new ExplainAnswer.WouldPass("quantity", was, shares(asked), was));
        }
        long edge = edge(1, asked, passes);
        return Optional.of(new ExplainAnswer.WouldPass("quantity", was, shares(edge), shares(edge + 1)));
    }

    /** For rules that ask for a least quantity. */
    private Optional<ExplainAnswer.WouldPass> more() {
        long asked = Math.max(1, draft.quantity().raw() / SHARE);
        LongPredicate passes = shares -> passes(new Quantity(Math.multiplyExact(shares, SHARE)), draft.limit());
        long high = asked;
        for (int i = 0; i < DOUBLINGS_MAX && high < Long.MAX_VALUE / SHARE / 4; i++) {
            high *= 2;
            if (passes.test(high)) {
                long edge = edge(high, asked, passes);
                return Optional.of(new ExplainAnswer.WouldPass(
                        "quantity", draft.quantity().toString(), shares(edge), shares(edge - 1)));
            }
        }
        return Optional.empty();
    }

    private Optional<ExplainAnswer.WouldPass> price() {
        long asked = draft.limit().raw();
        boolean buy = draft.side() == Side.BUY;
        long from = buy ? asked / TICK : -Math.floorDiv(-asked, TICK);
        LongPredicate passes = ticks -> ticks > 0 && passes(draft.quantity(), new Price(ticks * TICK));
        String was = draft.limit().toString();
        if (passes.test(from)) {
            return from * TICK == asked
                    ? Optional.empty()
                    : Optional.of(new ExplainAnswer.WouldPass("limit", was, price(from), was));
        }
        long reference = record.reference() == null ? from : record.reference().raw() / TICK;
        for (int percent : new int[] {0, 1, 5, 10, 25, 50}) {
            long passive = buy ? reference * (100 - percent) / 100 : reference * (100 + percent) / 100;
            boolean isMorePassive = buy ? passive < from : passive > from;
            if (isMorePassive && passes.test(passive)) {
                long edge = edge(passive, from, passes);
                long next = edge + (buy ? 1 : -1);
                return Optional.of(new ExplainAnswer.WouldPass("limit", was, price(edge), price(next)));
            }
        }
        return Optional.empty();
    }

    private static String price(long ticks) {
        return new Price(ticks * TICK).toString();
    }

    private static String shares(long shares) {
        return new Quantity(shares * SHARE).toString();
    }

    /** The last that passes on the way from one that does to one that does not. */
    private static long edge(long passing, long refused, LongPredicate passes) {
        long good = passing;
        long bad = refused;
        while (Math.abs(bad - good) > 1) {
            long middle = good + (bad - good) / 2;
            if (passes.test(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
