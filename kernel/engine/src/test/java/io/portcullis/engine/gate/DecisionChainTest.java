package io.portcullis.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionChainTest {
    private final DecisionChain chain = new DecisionChain();

    private static DecisionRecord record(int reasons, String key) {
        List<Reason> all = new ArrayList<>();
        for (int i = 0; i < reasons; i++) {
            all.add(new Reason(ReasonCode.POLICY_WARNED, "rule-" + i, i, Double.NaN));
        }
        return new DecisionRecord(
                7,
                4_096,
                1_700_000_000_000_000_000L,
                ClientOrderId.of("S1-7"),
                null,
                key,
                AccountId.of("main"),
                TraderId.of("tess"),
                InstrumentId.of("ACME"),
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.DAY,
                Quantity.ofShares(100),
                Price.of(12.5),
                null,
                Money.of(1_000_000, CurrencyCode.USD),
                0.25,
                true,
                new GateDecision(Verdict.ALLOW, Quantity.ofShares(100), all, PackHash.NONE),
                new double[] {1, -0.0, Double.NaN, 1e300},
                1,
                "");
    }

    /** The naive twin: field by field into the digest, numbers as eight bytes, texts behind their length. */
    private static String naive(String previous, DecisionRecord r) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Object> fields = new ArrayList<>(List.of(previous, r.sequence(), r.causePosition(), r.timeNanos()));
        fields.addAll(List.of(r.orderId().value(), "", r.key(), r.account().value()));
        fields.addAll(List.of(r.trader().value(), r.instrument().value()));
        fields.addAll(List.of(
                r.side().name(),
                r.type().name(),
                r.timeInForce().name(),
                r.requested().raw()));
        fields.addAll(List.of(r.limit().raw(), -1L, r.equity().raw(), r.propensity(), 1L));
        fields.addAll(
                List.of(r.decision().verdict().name(), r.decision().quantity().raw()));
        fields.add(r.decision().pack().hex());
        for (Reason reason : r.decision().reasons()) {
            fields.addAll(List.of((long) reason.code().number(), reason.rule(), reason.value(), reason.limit()));
        }
        fields.add((long) r.factsVersion());
        for (double fact : r.facts()) {
            fields.add(fact);
        }
        for (Object field : fields) {
            digest.update(bytes(field));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(Object field) {
        if (field instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + utf8.length)
                    .putLong(utf8.length)
                    .put(utf8)
                    .array();
        }
        long number = field instanceof Double value ? Double.doubleToRawLongBits(value) : (Long) field;
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Test
    void shouldHashWhatTheNaiveTwinHashesFieldByField() throws Exception {
        for (DecisionRecord each : List.of(record(0, "k"), record(3, "Zürich"), record(0, "again"))) {
            assertThat(chain.next(DecisionChain.GENESIS, each)).isEqualTo(naive(DecisionChain.GENESIS, each));
        }
    }

    @Test
    void shouldHashARecordThatIsLongerThanAnyBefore() throws Exception {
        for (DecisionRecord each : List.of(record(400, "long"), record(1, "short"), record(5_000, "longer"))) {
            assertThat(chain.next("ab", each)).isEqualTo(naive("ab", each));
        }
    }
}
