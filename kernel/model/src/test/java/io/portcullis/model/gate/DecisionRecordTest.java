package io.portcullis.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restart compares records: a component that equality forgot would be one that nobody looks at. */
class DecisionRecordTest {
    private static final GateDecision ALLOWED =
            new GateDecision(Verdict.ALLOW, Quantity.ofShares(3), List.of(), PackHash.NONE);
    private static final GateDecision WARNED = new GateDecision(
            Verdict.ALLOW,
            Quantity.ofShares(3),
            List.of(new Reason(ReasonCode.POLICY_WARNED, "r", Double.NaN, 2)),
            PackHash.NONE);

    private static Object[] values() {
        return new Object[] {
            1L,
            2L,
            3L,
            ClientOrderId.of("o"),
            null,
            "key",
            AccountId.of("main"),
            TraderId.of("tess"),
            InstrumentId.of("ACME"),
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.DAY,
            Quantity.ofShares(3),
            Price.of(7),
            Price.of(8),
            Money.of(9, CurrencyCode.USD),
            0.5,
            false,
            WARNED,
            new double[] {1, Double.NaN, 0.0},
            1,
            "chain"
        };
    }

    private static final Object[] OTHERS = {
        11L,
        12L,
        13L,
        ClientOrderId.of("p"),
        ClientOrderId.of("parent"),
        "other",
        AccountId.of("second"),
        TraderId.of("tom"),
        InstrumentId.of("BOLT"),
        Side.SELL,
        OrderType.MARKET,
        TimeInForce.AT_THE_OPENING,
        Quantity.ofShares(4),
        null,
        null,
        Money.of(10, CurrencyCode.USD),
        0.6,
        true,
        ALLOWED,
        new double[] {1, Double.NaN, -0.0},
        2,
        "hash"
    };

    private static DecisionRecord record(Object[] values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(DecisionRecord.class.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<DecisionRecord> constructor = DecisionRecord.class.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    @Test
    void shouldEqualARecordOfTheSameContent() throws Exception {
        assertThat(record(values())).isEqualTo(record(values())).hasSameHashCodeAs(record(values()));
    }

    @Test
    void shouldDifferInEveryComponent() throws Exception {
        RecordComponent[] components = DecisionRecord.class.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object[] changed = values();
            changed[i] = OTHERS[i];
            assertThat(record(changed)).as(components[i].getName()).isNotEqualTo(record(values()));
            assertThat(record(values())).as(components[i].getName()).isNotEqualTo(record(changed));
        }
    }
}
