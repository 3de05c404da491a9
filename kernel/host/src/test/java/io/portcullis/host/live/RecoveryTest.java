package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.Engine;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.event.EngineEvent.OrderWithdrawn;
import io.portcullis.model.event.EngineEvent.SessionStarted;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.MemoryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a crash leaves half said is said by the next process, and the log then replays to itself for ever after. */
class RecoveryTest {
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SECOND = 1_000_000_000L;

    /** The log's events: what a killed process leaves is a beginning of them. */
    private List<EngineEvent> kept = new ArrayList<>();

    private final Queue<VenueCommand> sent = new ConcurrentLinkedQueue<>();

    @Test
    void shouldRecordWhatWasDecidedBehindTheSessionAndBeforeItsWithdrawal() throws Exception {
        crashAfter(session(1), instrument(2), view(2), order(3, "a"), order(3, "b"));
        runAgain(session(9));

        assertThat(kinds(5))
                .containsExactly("SessionStarted", "GateDecided", "GateDecided", "OrderWithdrawn", "OrderWithdrawn");
        assertThat(sent).isEmpty();
        replaysToItselfTwice();
        // and a third process has nothing left to say
        runAgain(session(12));
        assertThat(kinds(10)).containsExactly("SessionStarted");
        replaysToItselfTwice();
    }

    @Test
    void shouldRecordTheWithdrawalThatWasNotRecordedWithItsDecision() throws Exception {
        crashAfter(session(1), instrument(2), view(2), order(3, "a"), kill(4), decisionOf("a"));
        runAgain(session(9));

        assertThat(kinds(6)).containsExactly("SessionStarted", "OrderWithdrawn");
        assertThat(((OrderWithdrawn) kept.get(7)).reason()).isEqualTo("kill of global");
        replaysToItselfTwice();
    }

    @Test
    void shouldNotSendWhatAKillFlagOvertookBeforeTheSessionBegan() throws Exception {
        crashAfter(session(1), instrument(2), view(2), order(3, "a"));
        runAgain(kill(8), session(9));

        assertThat(kinds(4)).containsExactly("KillRequested", "SessionStarted", "GateDecided", "OrderWithdrawn");
        assertThat(sent).isEmpty();
        replaysToItselfTwice();
    }

    @Test
    void shouldSayTheSameWhenTheSecondProcessDiesTooBeforeItSpeaks() throws Exception {
        crashAfter(session(1), instrument(2), view(2), order(3, "a"), session(9));
        runAgain(session(20));

        assertThat(kinds(5)).containsExactly("SessionStarted", "GateDecided", "OrderWithdrawn");
        assertThat(((OrderWithdrawn) kept.get(7)).reason()).isEqualTo("session S9 began");
        replaysToItselfTwice();
    }

    private void crashAfter(EngineEvent... events) {
        kept.addAll(List.of(events));
    }

    /** What the engine says to an order, as the first process recorded it. */
    private GateDecided decisionOf(String key) {
        RecoveryOutbox outbox = new RecoveryOutbox();
        Engine engine = new Engine(new OpenGate());
        long position = 0;
        for (EngineEvent event : List.of(session(1), instrument(2), view(2), order(3, key))) {
            engine.on(++position, event, outbox);
        }
        return (GateDecided) outbox.unrecorded().remove();
    }

    /** A process over what is there: recovers as the server does, begins with these events, and dies when all is quiet. */
    private void runAgain(EngineEvent... beginning) throws InterruptedException {
        MemoryLog log = MemoryLog.keeping();
        kept.forEach(log::append);
        log.poll((position, event) -> {}, Integer.MAX_VALUE);
        RecoveryOutbox replayed = new RecoveryOutbox();
        Engine engine = replay(log, replayed);
        assertThat(replayed.firstDifference()).isEmpty();
        try (EngineCore core = new EngineCore(log, engine, sent::add, () -> 0, failure -> {}, false)) {
            for (EngineEvent event : beginning) {
                core.submit(event);
            }
            core.start(replayed.unrecorded());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!core.isQuiet()) {
                assertThat(System.nanoTime()).as("the core must get quiet").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(core.ask(state -> state.books().orders().all().stream()
                                    .map(TrackedOrder::state)
                                    .toList())
                            .join())
                    .containsOnly(OrderState.UNSENT);
        }
        kept = new ArrayList<>();
        log.replay(0, log.recordedPosition(), (position, event) -> kept.add(event));
    }

    private void replaysToItselfTwice() {
        MemoryLog log = MemoryLog.keeping();
        kept.forEach(log::append);
        for (int i = 0; i < 2; i++) {
            RecoveryOutbox outbox = new RecoveryOutbox();
            replay(log, outbox);
            assertThat(outbox.firstDifference()).isEmpty();
            assertThat(outbox.differing()).isZero();
            assertThat(outbox.compared()).isPositive();
            assertThat(outbox.unrecorded()).isEmpty();
        }
    }

    private static Engine replay(MemoryLog log, RecoveryOutbox outbox) {
        Engine engine = new Engine(new OpenGate());
        log.replay(0, log.recordedPosition(), (position, event) -> {
            engine.on(position, event, outbox);
            outbox.recorded(position, event);
        });
        return engine;
    }

    private List<String> kinds(int from) {
        return kept.subList(from, kept.size()).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private static SessionStarted session(long second) {
        return new SessionStarted(
                second * SECOND,
                "S" + second,
                EngineEvent.SessionKind.LIVE,
                Engine.VERSION,
                "open",
                Money.of(1_000_000, CurrencyCode.USD),
                new TreeMap<>());
    }

    private static EngineEvent instrument(long second) {
        return new EngineEvent.InstrumentDefined(second * SECOND, ACME, "Industrials", true);
    }

    private static EngineEvent view(long second) {
        return new EngineEvent.MarketView(
                second * SECOND,
                ACME,
                Price.of(100),
                new Price(0),
                new Price(0),
                Quantity.ofShares(1_000_000),
                0.01,
                false,
                true);
    }

    private static EngineEvent order(long second, String key) {
        return new EngineEvent.OrderRequested(
                second * SECOND,
                new OrderRequest(
                        IdempotencyKey.of(key),
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        ACME,
                        Side.BUY,
                        Quantity.ofShares(10),
                        OrderType.LIMIT,
                        Price.of(101),
                        TimeInForce.DAY));
    }

    private static KillRequested kill(long second) {
        return new KillRequested(second * SECOND, Scope.GLOBAL, "olga", "drill");
    }

    /** Lets everything through. */
    private static final class OpenGate implements PolicyGate {
        @Override
        public PackHash activePack() {
            return PackHash.NONE;
        }

        @Override
        public String version() {
            return "open";
        }

        @Override
        public void stage(PackHash pack, String name, byte[] content) {}

        @Override
        public void activate(PackHash pack) {}

        @Override
        public void fallBack(PackHash pack) {}

        @Override
        public Ruling judge(GateFacts facts) {
            return new Ruling(Verdict.ALLOW, 0, List.of());
        }

        @Override
        public WatchRuling watch(WatchFacts facts) {
            return WatchRuling.NONE;
        }
    }
}
