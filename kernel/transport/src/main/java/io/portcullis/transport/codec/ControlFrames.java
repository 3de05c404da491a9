package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent.CancelRequested;
import io.portcullis.model.event.EngineEvent.FlattenRequested;
import io.portcullis.model.event.EngineEvent.KillDrilled;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.event.EngineEvent.OrderRequested;
import io.portcullis.model.event.EngineEvent.ReduceOnlyRequested;
import io.portcullis.model.event.EngineEvent.ResumeRequested;
import io.portcullis.model.event.EngineEvent.TradingStateChanged;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.sbe.CancelRequestedDecoder;
import io.portcullis.transport.sbe.CancelRequestedEncoder;
import io.portcullis.transport.sbe.FlattenRequestedDecoder;
import io.portcullis.transport.sbe.FlattenRequestedEncoder;
import io.portcullis.transport.sbe.KillDrilledDecoder;
import io.portcullis.transport.sbe.KillDrilledEncoder;
import io.portcullis.transport.sbe.KillRequestedDecoder;
import io.portcullis.transport.sbe.KillRequestedEncoder;
import io.portcullis.transport.sbe.OrderRequestedDecoder;
import io.portcullis.transport.sbe.OrderRequestedEncoder;
import io.portcullis.transport.sbe.ReduceOnlyRequestedDecoder;
import io.portcullis.transport.sbe.ReduceOnlyRequestedEncoder;
import io.portcullis.transport.sbe.ResumeRequestedDecoder;
import io.portcullis.transport.sbe.ResumeRequestedEncoder;
import io.portcullis.transport.sbe.TradingStateChangedDecoder;
import io.portcullis.transport.sbe.TradingStateChangedEncoder;

/** What people and other systems ask for, and the trading states that follow. */
final class ControlFrames {
    private final OrderRequestedEncoder orderEncoder = new OrderRequestedEncoder();
    private final OrderRequestedDecoder orderDecoder = new OrderRequestedDecoder();
    private final CancelRequestedEncoder cancelEncoder = new CancelRequestedEncoder();
    private final CancelRequestedDecoder cancelDecoder = new CancelRequestedDecoder();
    private final KillRequestedEncoder killEncoder = new KillRequestedEncoder();
    private final KillRequestedDecoder killDecoder = new KillRequestedDecoder();
    private final KillDrilledEncoder drillEncoder = new KillDrilledEncoder();
    private final KillDrilledDecoder drillDecoder = new KillDrilledDecoder();
    private final FlattenRequestedEncoder flattenEncoder = new FlattenRequestedEncoder();
    private final FlattenRequestedDecoder flattenDecoder = new FlattenRequestedDecoder();
    private final ReduceOnlyRequestedEncoder reduceEncoder = new ReduceOnlyRequestedEncoder();
    private final ReduceOnlyRequestedDecoder reduceDecoder = new ReduceOnlyRequestedDecoder();
    private final ResumeRequestedEncoder resumeEncoder = new ResumeRequestedEncoder();
    private final ResumeRequestedDecoder resumeDecoder = new ResumeRequestedDecoder();
    private final TradingStateChangedEncoder stateEncoder = new TradingStateChangedEncoder();
    private final TradingStateChangedDecoder stateDecoder = new TradingStateChangedDecoder();

    private static final int PARENTS_SINCE = 2;

    void register(FrameKinds kinds) {
        kinds.on(OrderRequested.class, OrderRequestedDecoder.TEMPLATE_ID, this::order, this::order)
                .on(CancelRequested.class, CancelRequestedDecoder.TEMPLATE_ID, this::cancel, this::cancel)
                .on(KillRequested.class, KillRequestedDecoder.TEMPLATE_ID, this::kill, this::kill)
                .on(KillDrilled.class, KillDrilledDecoder.TEMPLATE_ID, this::drill, this::drill)
                .on(FlattenRequested.class, FlattenRequestedDecoder.TEMPLATE_ID, this::flatten, this::flatten)
                .on(ReduceOnlyRequested.class, ReduceOnlyRequestedDecoder.TEMPLATE_ID, this::reduce, this::reduce)
                .on(ResumeRequested.class, ResumeRequestedDecoder.TEMPLATE_ID, this::resume, this::resume)
                .on(TradingStateChanged.class, TradingStateChangedDecoder.TEMPLATE_ID, this::state, this::state);
    }

    private int order(OrderRequested event, FrameWriter out) {
        OrderRequest request = event.request();
        OrderRequestedEncoder to = out.begin(orderEncoder)
                .engineTime(event.timeNanos())
                .side(EnumCodes.SIDE.encode(request.side()))
                .orderType(EnumCodes.ORDER_TYPE.encode(request.type()))
                .timeInForce(EnumCodes.TIME_IN_FORCE.encode(request.timeInForce()))
                .quantity(request.quantity().raw())
                .limitPrice(FrameWriter.optional(request.limit()))
                .parentQuantity(
                        request.parent() == null
                                ? 0
                                : request.parent().quantity().raw());
        out.text(to, request.key());
        out.text(to, request.account());
        out.text(to, request.trader());
        out.text(to, request.instrument());
        out.text(to, request.parent() == null ? "" : request.parent().id());
        return out.length(to);
    }

    private OrderRequested order(FrameReader in) throws MalformedFrameException {
        OrderRequestedDecoder from = in.begin(orderDecoder);
        String key = in.text(from);
        String account = in.text(from);
        String trader = in.text(from);
        String instrument = in.text(from);
        String parent = in.isSince(PARENTS_SINCE) ? in.text(from) : "";
        in.end(from);
        OrderRequest request = new OrderRequest(
                new IdempotencyKey(key),
                AccountId.of(account),
                TraderId.of(trader),
                InstrumentId.of(instrument),
                EnumCodes.SIDE.decode(from.sideRaw()),
                new Quantity(from.quantity()),
                EnumCodes.ORDER_TYPE.decode(from.orderTypeRaw()),
                FrameReader.optional(from.limitPrice()),
                EnumCodes.TIME_IN_FORCE.decode(from.timeInForceRaw()),
                parent.isEmpty()
                        ? null
                        : new ParentOrder(ClientOrderId.of(parent), new Quantity(from.parentQuantity())));
        return new OrderRequested(from.engineTime(), request);
    }

    private int cancel(CancelRequested event, FrameWriter out) {
        CancelRequestedEncoder to = out.begin(cancelEncoder).engineTime(event.timeNanos());
        out.text(to, event.orderId());
        out.text(to, event.by());
        return out.length(to);
    }

    private CancelRequested cancel(FrameReader in) throws MalformedFrameException {
        CancelRequestedDecoder from = in.begin(cancelDecoder);
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        String by = in.text(from);
        in.end(from);
        return new CancelRequested(from.engineTime(), orderId, by);
    }

    private int kill(KillRequested event, FrameWriter out) {
        KillRequestedEncoder to = out.begin(killEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private KillRequested kill(FrameReader in) throws MalformedFrameException {
        KillRequestedDecoder from = in.begin(killDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new KillRequested(from.engineTime(), scope, by, reason);
    }

    private int drill(KillDrilled event, FrameWriter out) {
        KillDrilledEncoder to = out.begin(drillEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private KillDrilled drill(FrameReader in) throws MalformedFrameException {
        KillDrilledDecoder from = in.begin(drillDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new KillDrilled(from.engineTime(), scope, by, reason);
    }

    private int flatten(FlattenRequested event, FrameWriter out) {
        FlattenRequestedEncoder to = out.begin(flattenEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        out.text(to, event.approvedBy());
        out.text(to, event.reason());
        return out.length(to);
    }

    private FlattenRequested flatten(FrameReader in) throws MalformedFrameException {
        FlattenRequestedDecoder from = in.begin(flattenDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        String approvedBy = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new FlattenRequested(from.engineTime(), scope, by, approvedBy, reason);
    }

    private int reduce(ReduceOnlyRequested event, FrameWriter out) {
        ReduceOnlyRequestedEncoder to = out.begin(reduceEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private ReduceOnlyRequested reduce(FrameReader in) throws MalformedFrameException {
        ReduceOnlyRequestedDecoder from = in.begin(reduceDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new ReduceOnlyRequested(from.engineTime(), scope, by, reason);
    }

    private int resume(ResumeRequested event, FrameWriter out) {
        ResumeRequestedEncoder to = out.begin(resumeEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        return out.length(to);
    }

    private ResumeRequested resume(FrameReader in) throws MalformedFrameException {
        ResumeRequestedDecoder from = in.begin(resumeDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        in.end(from);
        return new ResumeRequested(from.engineTime(), scope, by);
    }

    private int state(TradingStateChanged event, FrameWriter out) {
        TradingStateChangedEncoder to = out.begin(stateEncoder)
                .engineTime(event.timeNanos())
                .scopeKind(EnumCodes.SCOPE_KIND.encode(event.scope().kind()))
                .state(EnumCodes.TRADING_STATE.encode(event.state()));
        out.text(to, event.scope().name());
        out.text(to, event.by());
        out.text(to, event.reason());
        return out.length(to);
    }

    private TradingStateChanged state(FrameReader in) throws MalformedFrameException {
        TradingStateChangedDecoder from = in.begin(stateDecoder);
        Scope scope = in.scope(from, from.scopeKindRaw());
        String by = in.text(from);
        String reason = in.text(from);
        in.end(from);
        return new TradingStateChanged(
                from.engineTime(), scope, EnumCodes.TRADING_STATE.decode(from.stateRaw()), by, reason);
    }
}
