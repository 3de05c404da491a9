package io.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.Quantity;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * GATE-FAILCLOSED, the engine's half: what the gate reads from the books is missing, old, no number, negative, too large, or
 * throws. Each is a denial with its own code, and a cancel goes out all the same.
 */
class FailClosedTest {
    private static final InstrumentId LONE = InstrumentId.of("LONE");
    private static final long DAY = 86_400_000_000_000L;

    private enum Broken {
        INSTRUMENT_MISSING(ReasonCode.UNKNOWN_INSTRUMENT, scene -> {}, InstrumentId.of("NOBODY"), "main", 100),
        ACCOUNT_MISSING(ReasonCode.UNKNOWN_ACCOUNT, scene -> {}, Scene.ACME, "nobody", 100),
        REFERENCE_MISSING(ReasonCode.NO_REFERENCE, scene -> scene.define(LONE, "none"), LONE, "main", 100),
        REFERENCE_OLD(ReasonCode.STALE_REFERENCE, scene -> scene.time += 6 * DAY, Scene.ACME, "main", 100),
        VALUE_OVERFLOWS(ReasonCode.OVERFLOW, scene -> scene.view(Scene.ACME, 9e9), Scene.ACME, "main", 9e9),
        EQUITY_NEGATIVE(ReasonCode.GROSS_CAP, FailClosedTest::lose, Scene.BOLT, "main", 1),
        FACT_NO_NUMBER(ReasonCode.FACT_MISSING, scene -> deny(scene, ReasonCode.FACT_MISSING), Scene.ACME, "main", 100),
        LIMIT_UNSET(ReasonCode.LIMIT_UNSET, scene -> deny(scene, ReasonCode.LIMIT_UNSET), Scene.ACME, "main", 100),
        PACK_MISSING(ReasonCode.NO_PACK, scene -> deny(scene, ReasonCode.NO_PACK), Scene.ACME, "main", 100),
        RULE_THROWS(
                ReasonCode.EVALUATION_FAILED,
                scene -> deny(scene, ReasonCode.EVALUATION_FAILED),
                Scene.ACME,
                "main",
                100),
        ARITHMETIC_THROWS(
                ReasonCode.OVERFLOW,
                scene -> scene.policy.ruling = facts -> {
                    throw new ArithmeticException("long overflow");
                },
                Scene.ACME,
                "main",
                100);

        private final ReasonCode code;
        private final Consumer<Scene> breaks;
        private final InstrumentId instrument;
        private final String account;
        private final double shares;

        Broken(ReasonCode code, Consumer<Scene> breaks, InstrumentId instrument, String account, double shares) {
            this.code = code;
            this.breaks = breaks;
            this.instrument = instrument;
            this.account = account;
            this.shares = shares;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDenyWithTheRightCodeAndCancelAllTheSame(Broken broken) {
        Scene scene = Scene.open();
        ClientOrderId working = scene.order(Side.BUY, Scene.ACME, 10).orderId();
        scene.accept(working);
        broken.breaks.accept(scene);

        DecisionRecord record = order(scene, broken);

        assertThat(record.decision().verdict()).isEqualTo(Verdict.DENY);
        assertThat(record.decision().reasons()).extracting(Reason::code).contains(broken.code);
        scene.on(new EngineEvent.CancelRequested(scene.time, working, "olga"));
        assertThat(scene.sent).contains(new VenueCommand.CancelOrder(working, scene.time));
    }

    private static DecisionRecord order(Scene scene, Broken broken) {
        scene.on(new EngineEvent.OrderRequested(
                scene.time,
                new OrderRequest(
                        IdempotencyKey.of("broken"),
                        AccountId.of(broken.account),
                        TraderId.of("tess"),
                        broken.instrument,
                        Side.BUY,
                        Quantity.of(broken.shares),
                        OrderType.MARKET,
                        null,
                        TimeInForce.DAY)));
        return scene.decisions.get(scene.decisions.size() - 1);
    }

    /** What the policy ring answers when it cannot see; that it does is shown where the rules are. */
    private static void deny(Scene scene, ReasonCode code) {
        scene.policy.ruling = facts -> new Ruling(Verdict.DENY, 0, List.of(Reason.of(code)));
    }

    /** More than there was: then every fraction of equity is beyond every cap. */
    private static void lose(Scene scene) {
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 30_000);
        scene.fill(order, 30_000, 100);
        scene.view(Scene.ACME, 1);
        assertThat(scene.equity()).isNegative();
    }
}
