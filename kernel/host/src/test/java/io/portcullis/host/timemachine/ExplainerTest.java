package io.portcullis.host.timemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.transport.MemoryLog;
import io.portcullis.transport.RecordedEvent;
import io.portcullis.transport.snapshot.Snapshots;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of random days: what is said of them is what the log says, and what is said to pass passes in another engine. */
class ExplainerTest {
    private static final int STEPS = 1_200;
    private static final int EXPLAINED = 40;
    private static final int TRIED = 12;

    @TempDir
    private Path data;

    private final MemoryLog log = MemoryLog.keeping();
    private RandomDays days;

    @AfterEach
    void close() {
        days.close();
    }

    private PastDesk desk(long seed) throws IOException {
        days = new RandomDays(log, new Snapshots(data.resolve("snapshots")), seed);
        days.run(STEPS);
        return new PastDesk(
                new TimeMachine(log, data, () -> DroolsGate.lazy(RandomDays.COMPILER), Allowance.UNBOUNDED));
    }

    private List<RecordedEvent> decisions() {
        List<RecordedEvent> decisions = new ArrayList<>();
        log.replay(0, log.recordedPosition(), (position, event) -> {
            if (event instanceof EngineEvent.GateDecided) {
                decisions.add(new RecordedEvent(position, event));
            }
        });
        return decisions;
    }

    private static DecisionRecord record(RecordedEvent decision) {
        return ((EngineEvent.GateDecided) decision.event()).record();
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void shouldSayWhatTheGateSaysOnTheStateOfThen(long seed) throws IOException {
        PastDesk desk = desk(seed);
        List<RecordedEvent> decisions = decisions();
        Collections.shuffle(decisions, new Random(seed));
        int tried = 0;
        for (RecordedEvent decision : decisions.subList(0, EXPLAINED)) {
            DecisionRecord record = record(decision);
            ExplainAnswer answer = desk.explain(record.orderId().value());
            assertThat(answer.confirmed())
                    .as("seed %d, %s: %s", seed, answer.sentence(), record.decision())
                    .isTrue();
            assertThat(answer.position()).isEqualTo(decision.position());
            assertThat(answer.verdict()).isEqualTo(record.decision().verdict().name());
            assertThat(answer.fired()).hasSameSizeAs(record.decision().reasons());
            assertThat(answer.nearMisses())
                    .allSatisfy(near -> assertThat(near.distance()).isNotNegative());
            for (ExplainAnswer.WouldPass change : answer.wouldPass()) {
                if (tried++ < TRIED) {
                    assertThat(verdict(record, change.what(), change.passes()))
                            .as("seed %d, %s", seed, answer.sentence())
                            .isEqualTo(Verdict.ALLOW);
                    assertThat(verdict(record, change.what(), change.refused()))
                            .as("seed %d, %s", seed, answer.sentence())
                            .isNotEqualTo(Verdict.ALLOW);
                }
            }
        }
        assertThat(tried).isPositive();
    }

    /** A fresh engine with the real rules takes everything before the order, and then the changed order. */
    private Verdict verdict(DecisionRecord record, String what, String value) {
        try (DroolsGate gate = DroolsGate.lazy(RandomDays.COMPILER)) {
            Engine engine = new Engine(gate);
            Verdict[] verdict = new Verdict[1];
            log.replay(0, record.causePosition(), (position, event) -> {
                boolean changed = position == record.causePosition();
                EngineEvent taken = changed ? changed((EngineEvent.OrderRequested) event, what, value) : event;
                engine.on(position, taken, new Outbox() {
                    @Override
                    public void append(EngineEvent.Produced said) {
                        if (changed && said instanceof EngineEvent.GateDecided decided) {
                            verdict[0] = decided.record().decision().verdict();
                        }
                    }

                    @Override
                    public void send(VenueId venue, VenueCommand command) {}
                });
            });
            return verdict[0];
        }
    }

    private static EngineEvent changed(EngineEvent.OrderRequested event, String what, String value) {
        OrderRequest order = event.request();
        BigDecimal number = new BigDecimal(value);
        boolean quantity = what.equals("quantity");
        return new EngineEvent.OrderRequested(
                event.timeNanos(),
                new OrderRequest(
                        order.key(),
                        order.account(),
                        order.trader(),
                        order.instrument(),
                        order.side(),
                        quantity
                                ? new Quantity(
                                        number.movePointRight(Quantity.DECIMALS).longValueExact())
                                : order.quantity(),
                        order.type(),
                        quantity
                                ? order.limit()
                                : new Price(
                                        number.movePointRight(Price.DECIMALS).longValueExact()),
                        order.timeInForce()));
    }

    @Test
    void shouldFindADecisionByEachOfItsNames() throws IOException {
        PastDesk desk = desk(43);
        for (RecordedEvent decision : decisions().subList(0, 5)) {
            DecisionRecord record = record(decision);
            long position = decision.position();
            assertThat(desk.explain(record.orderId().value()).position()).isEqualTo(position);
            assertThat(desk.explain(record.key()).position()).isEqualTo(position);
            assertThat(desk.explain(String.valueOf(position)).sequence()).isEqualTo(record.sequence());
        }
        assertThatThrownBy(() -> desk.explain("nobody"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("no decision is recorded for 'nobody'");
    }
}
