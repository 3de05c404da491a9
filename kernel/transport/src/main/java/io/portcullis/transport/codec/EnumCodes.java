package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.signal.Direction;
import io.portcullis.transport.sbe.DirectionCode;
import io.portcullis.transport.sbe.OrderTypeCode;
import io.portcullis.transport.sbe.PackIntentCode;
import io.portcullis.transport.sbe.PhaseCode;
import io.portcullis.transport.sbe.ScopeKindCode;
import io.portcullis.transport.sbe.SessionKindCode;
import io.portcullis.transport.sbe.SideCode;
import io.portcullis.transport.sbe.TimeInForceCode;
import io.portcullis.transport.sbe.TradingStateCode;
import io.portcullis.transport.sbe.VerdictCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A model enum beside the schema's enum, joined by the constants' names, so that the order of neither matters. A constant
 * that the schema lacks fails when this class loads.
 *
 * @param <M> the model's enum
 * @param <W> the schema's enum
 */
final class EnumCodes<M extends Enum<M>, W extends Enum<W>> {
    static final EnumCodes<EngineEvent.SessionKind, SessionKindCode> SESSION_KIND =
            new EnumCodes<>(EngineEvent.SessionKind.class, SessionKindCode.class, SessionKindCode::value);
    static final EnumCodes<EngineEvent.Phase, PhaseCode> PHASE =
            new EnumCodes<>(EngineEvent.Phase.class, PhaseCode.class, PhaseCode::value);
    static final EnumCodes<Side, SideCode> SIDE = new EnumCodes<>(Side.class, SideCode.class, SideCode::value);
    static final EnumCodes<OrderType, OrderTypeCode> ORDER_TYPE =
            new EnumCodes<>(OrderType.class, OrderTypeCode.class, OrderTypeCode::value);
    static final EnumCodes<TimeInForce, TimeInForceCode> TIME_IN_FORCE =
            new EnumCodes<>(TimeInForce.class, TimeInForceCode.class, TimeInForceCode::value);
    static final EnumCodes<Direction, DirectionCode> DIRECTION =
            new EnumCodes<>(Direction.class, DirectionCode.class, DirectionCode::value);
    static final EnumCodes<Scope.Kind, ScopeKindCode> SCOPE_KIND =
            new EnumCodes<>(Scope.Kind.class, ScopeKindCode.class, ScopeKindCode::value);
    static final EnumCodes<TradingState, TradingStateCode> TRADING_STATE =
            new EnumCodes<>(TradingState.class, TradingStateCode.class, TradingStateCode::value);
    static final EnumCodes<Verdict, VerdictCode> VERDICT =
            new EnumCodes<>(Verdict.class, VerdictCode.class, VerdictCode::value);
    static final EnumCodes<EngineEvent.PackIntent, PackIntentCode> PACK_INTENT =
            new EnumCodes<>(EngineEvent.PackIntent.class, PackIntentCode.class, PackIntentCode::value);

    private static final Map<Integer, ReasonCode> REASONS = reasons();

    private final W[] wire;
    private final Object[] model = new Object[256];
    private final String name;

    private EnumCodes(Class<M> modelType, Class<W> wireType, ToIntFunction<W> value) {
        name = modelType.getSimpleName();
        M[] constants = modelType.getEnumConstants();
        wire = Arrays.copyOf(wireType.getEnumConstants(), constants.length);
        for (M constant : constants) {
            W code = Enum.valueOf(wireType, constant.name());
            wire[constant.ordinal()] = code;
            model[value.applyAsInt(code)] = constant;
        }
    }

    W encode(M constant) {
        return wire[constant.ordinal()];
    }

    @SuppressWarnings("unchecked") // the constructor puts nothing but M there
    M decode(short raw) throws MalformedFrameException {
        Object constant = model[raw & 0xFF];
        if (constant == null) {
            throw new MalformedFrameException("no " + name + " has the code " + raw);
        }
        return (M) constant;
    }

    static ReasonCode reason(int number) throws MalformedFrameException {
        ReasonCode code = REASONS.get(number);
        if (code == null) {
            throw new MalformedFrameException("no ReasonCode has the number " + number);
        }
        return code;
    }

    private static Map<Integer, ReasonCode> reasons() {
        Map<Integer, ReasonCode> byNumber = new HashMap<>();
        for (ReasonCode code : ReasonCode.values()) {
            byNumber.put(code.number(), code);
        }
        return byNumber;
    }
}
