package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.event.EngineEvent.OrderWithdrawn;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.sbe.GateDecidedDecoder;
import io.portcullis.transport.sbe.GateDecidedEncoder;
import io.portcullis.transport.sbe.OrderWithdrawnDecoder;
import io.portcullis.transport.sbe.OrderWithdrawnEncoder;
import java.util.ArrayList;
import java.util.List;

/** The decision record: fixed numbers, then reasons, facts and names; and what became of it when something overtook it. */
final class DecisionFrames {
    private final GateDecidedEncoder encoder = new GateDecidedEncoder();
    private final GateDecidedDecoder decoder = new GateDecidedDecoder();
    private final OrderWithdrawnEncoder withdrawnEncoder = new OrderWithdrawnEncoder();
    private final OrderWithdrawnDecoder withdrawnDecoder = new OrderWithdrawnDecoder();

    void register(FrameKinds kinds) {
        kinds.on(GateDecided.class, GateDecidedDecoder.TEMPLATE_ID, this::decided, this::decided)
                .on(OrderWithdrawn.class, OrderWithdrawnDecoder.TEMPLATE_ID, this::withdrawn, this::withdrawn);
    }

    private int decided(GateDecided event, FrameWriter out) {
        DecisionRecord record = event.record();
        GateDecidedEncoder to = out.begin(encoder).engineTime(event.timeNanos());
        numbers(record, to);
        reasons(record.decision().reasons(), to, out);
        var facts = to.factsCount(FrameWriter.count(record.facts().length, "facts"));
        for (double fact : record.facts()) {
            facts.next().fact(FrameWriter.oneNan(fact));
        }
        out.text(to, record.orderId());
        out.text(to, record.parentId() == null ? "" : record.parentId());
        out.text(to, record.key());
        out.text(to, record.account());
        out.text(to, record.trader());
        out.text(to, record.instrument());
        out.text(to, record.chain());
        return out.length(to);
    }

    private static void numbers(DecisionRecord record, GateDecidedEncoder to) {
        to.decisionSequence(record.sequence())
                .causePosition(record.causePosition())
                .decidedTime(record.timeNanos())
                .side(EnumCodes.SIDE.encode(record.side()))
                .orderType(EnumCodes.ORDER_TYPE.encode(record.type()))
                .timeInForce(EnumCodes.TIME_IN_FORCE.encode(record.timeInForce()))
                .reducing(FrameWriter.flag(record.reducing()))
                .requested(record.requested().raw())
                .limitPrice(FrameWriter.optional(record.limit()))
                .reference(FrameWriter.optional(record.reference()))
                .propensity(record.propensity())
                .verdict(EnumCodes.VERDICT.encode(record.decision().verdict()))
                .allowed(record.decision().quantity().raw())
                .pack(record.decision().pack().hex())
                .factsVersion(record.factsVersion());
        FrameWriter.amount(to.equity(), record.equity());
    }

    private static void reasons(List<Reason> reasons, GateDecidedEncoder to, FrameWriter out) {
        var group = to.reasonsCount(FrameWriter.count(reasons.size(), "reasons"));
        for (Reason reason : reasons) {
            group.next()
                    .code(reason.code().number())
                    .found(FrameWriter.oneNan(reason.value()))
                    .bound(FrameWriter.oneNan(reason.limit()));
            out.text(to, reason.rule());
        }
    }

    private GateDecided decided(FrameReader in) throws MalformedFrameException {
        GateDecidedDecoder from = in.begin(decoder);
        List<Reason> reasons = reasons(from, in);
        double[] facts = in.numbers(from, GateDecidedDecoder.FactsDecoder.sbeBlockLength(), "facts");
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        String parent = in.text(from);
        String key = in.text(from);
        AccountId account = AccountId.of(in.text(from));
        TraderId trader = TraderId.of(in.text(from));
        InstrumentId instrument = InstrumentId.of(in.text(from));
        String chain = in.text(from);
        in.end(from);
        GateDecision decision = new GateDecision(
                EnumCodes.VERDICT.decode(from.verdictRaw()),
                new Quantity(from.allowed()),
                reasons,
                new PackHash(from.pack()));
        DecisionRecord record = new DecisionRecord(
                from.decisionSequence(),
                from.causePosition(),
                from.decidedTime(),
                orderId,
                parent.isEmpty() ? null : ClientOrderId.of(parent),
                key,
                account,
                trader,
                instrument,
                EnumCodes.SIDE.decode(from.sideRaw()),
                EnumCodes.ORDER_TYPE.decode(from.orderTypeRaw()),
                EnumCodes.TIME_IN_FORCE.decode(from.timeInForceRaw()),
                new Quantity(from.requested()),
                FrameReader.optional(from.limitPrice()),
                FrameReader.optional(from.reference()),
                FrameReader.amount(from.equity()),
                from.propensity(),
                FrameReader.flag(from.reducing()),
                decision,
                facts,
                from.factsVersion(),
                chain);
        return new GateDecided(from.engineTime(), record);
    }

    private static List<Reason> reasons(GateDecidedDecoder from, FrameReader in) throws MalformedFrameException {
        int count = in.group(from, GateDecidedDecoder.ReasonsDecoder.sbeBlockLength(), "reasons");
        var group = from.reasons();
        List<Reason> reasons = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            group.next();
            reasons.add(new Reason(EnumCodes.reason(group.code()), in.text(from), group.found(), group.bound()));
        }
        return reasons;
    }

    private int withdrawn(OrderWithdrawn event, FrameWriter out) {
        OrderWithdrawnEncoder to = out.begin(withdrawnEncoder).engineTime(event.timeNanos());
        out.text(to, event.orderId());
        out.text(to, event.reason());
        return out.length(to);
    }

    private OrderWithdrawn withdrawn(FrameReader in) throws MalformedFrameException {
        OrderWithdrawnDecoder from = in.begin(withdrawnDecoder);
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        String reason = in.text(from);
        in.end(from);
        return new OrderWithdrawn(from.engineTime(), orderId, reason);
    }
}
