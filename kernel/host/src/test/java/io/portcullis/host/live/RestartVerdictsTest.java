package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.host.session.StateDigest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.RecordedGate;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.MemoryLog;
import io.portcullis.transport.ReadAhead;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The goal is that a restart which takes verdicts from the log comes to the state of one that judges everything again. Method: a
 * seeded session with everything that decides, replayed both ways.
 */
class RestartVerdictsTest {
    private static final long SEED = 7;
    private static final long SECOND = 1_000_000_000L;
    private static final int ORDERS = 400;
    private static final VenueId VENUE = VenueId.of("simulated");
    private static final List<EngineEvent> RECORDED = new ArrayList<>();
    private static final PackCompiler COMPILER = new PackCompiler();

    @BeforeAll
    static void record() throws Exception {
        new Session().run();
    }

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    /** The live side: what the engine says lies in the log a few events later, as it does under load. */
    private static final class Session implements Outbox {
        private final Random random = new Random(SEED);
        private final DroolsGate gate = DroolsGate.lazy(COMPILER);
        private final Engine engine = new Engine(gate);
        private final MemoryLog log = MemoryLog.keeping();
        private final Queue<EngineEvent> onTheWay = new ArrayDeque<>();
        private long time = SECOND;
        private int execs;

        void run() throws Exception {
            take(new EngineEvent.SessionStarted(
                    time,
                    "S",
                    EngineEvent.SessionKind.LIVE,
                    Engine.VERSION,
                    "drools",
                    Money.of(1_000_000, CurrencyCode.USD),
                    new TreeMap<>()));
            activate(300);
            for (int i = 0; i < 5; i++) {
                take(new EngineEvent.InstrumentDefined(time, instrument(i), "Sector" + i % 2, true));
            }
            prices(100);
            take(new EngineEvent.ClockTick(time, EngineEvent.Phase.OPEN, LocalDate.of(2014, 3, 3)));
            for (int i = 0; i < ORDERS; i++) {
                order(i);
                if (i % 4 == 3) {
                    drain(random.nextInt(6));
                }
                if (i == ORDERS / 4) {
                    activate(400);
                } else if (i == ORDERS / 2) {
                    collapse();
                }
            }
            drain(Integer.MAX_VALUE);
            gate.close();
        }

        /** Deep enough for the watch rules: they kill, with orders on the way; then somebody resumes. */
        private void collapse() {
            prices(10);
            take(new EngineEvent.ClockTick(time, EngineEvent.Phase.SECOND, LocalDate.of(2014, 3, 3)));
            order(10_000);
            drain(Integer.MAX_VALUE);
            prices(100);
            take(new EngineEvent.ResumeRequested(time, Scope.GLOBAL, "olga"));
        }

        private void activate(int reduceAbove) throws Exception {
            PackContent content = pack(reduceAbove);
            take(new EngineEvent.PackStaged(time, content.hash(), "portfolio", 0, 1, content.bytes()));
            take(new EngineEvent.PackActivated(time, content.hash(), "olga"));
        }

        private void prices(double price) {
            for (int i = 0; i < 5; i++) {
                take(new EngineEvent.MarketView(
                        time,
                        instrument(i),
                        Price.of(price),
                        new Price(0),
                        new Price(0),
                        Quantity.ofShares(i == 4 ? 0 : 1_000_000),
                        0.01,
                        i == 3,
                        true));
            }
        }

        private void order(int number) {
            time += SECOND / 100;
            boolean huge = random.nextInt(50) == 0;
            take(new EngineEvent.OrderRequested(
                    time,
                    new OrderRequest(
                            IdempotencyKey.of("k" + number),
                            AccountId.of(random.nextInt(40) == 0 ? "nobody" : "main"),
                            TraderId.of("tess"),
                            instrument(random.nextInt(6)),
                            random.nextInt(4) == 0 ? Side.SELL : Side.BUY,
                            Quantity.ofShares(huge ? 2_000_000 : 10 + random.nextInt(600)),
                            OrderType.LIMIT,
                            Price.of(95 + random.nextInt(15)),
                            TimeInForce.DAY)));
        }

        private static InstrumentId instrument(int i) {
            return InstrumentId.of("I" + i);
        }

        private void drain(int most) {
            for (int i = 0; i < most && !onTheWay.isEmpty(); i++) {
                take(onTheWay.remove());
            }
        }

        private void take(EngineEvent event) {
            long end = log.recordedPosition();
            log.append(event);
            try (EventCursor read = log.read(end, log.recordedPosition())) {
                assertThat(read.next()).isTrue();
                RECORDED.add(read.event()); // what the log made of it: its time may have been raised
                engine.on(read.position(), read.event(), this);
            }
        }

        @Override
        public void append(EngineEvent.Produced event) {
            onTheWay.add(event);
        }

        @Override
        public void send(VenueId venue, VenueCommand command) {
            if (command instanceof VenueCommand.NewOrder order) {
                Fill fill = new Fill(
                        ExecId.of("e" + ++execs),
                        order.orderId(),
                        order.instrument(),
                        order.side(),
                        order.quantity(),
                        Price.of(100),
                        Money.zero(CurrencyCode.USD),
                        order.timeNanos());
                onTheWay.add(new EngineEvent.VenueReported(time, VENUE, new VenueReport.Filled(fill)));
            }
        }
    }

    /** The shipped pack with a rule that reduces, and a watch that this small book can set off. */
    private static PackContent pack(int reduceAbove) throws Exception {
        PackContent shipped = PackContent.ofFolder(Path.of("..", "..", "rules", "portfolio"));
        SortedMap<String, String> files = new TreeMap<>(shipped.files());
        files.put(
                "gate/reduce.drl",
                "rule \"reduce\" when Order(!reducing, $q : quantity, $q > " + reduceAbove
                        + ") then verdict.reduceTo(200); end");
        files.put("limits.csv", files.get("limits.csv").replace("name-max,global,5,", "name-max,global,20,"));
        files.put("pack.yaml", files.get("pack.yaml").replace("gate:\n", "gate:\n  - reduce\n"));
        return PackContent.of(files);
    }

    private record Outcome(String state, RecoveryOutbox outbox, long taken) {}

    private static MemoryLog log(List<EngineEvent> events) {
        MemoryLog log = MemoryLog.keeping();
        events.forEach(log::append);
        return log;
    }

    private static Outcome judgeAgain(List<EngineEvent> events) {
        try (DroolsGate gate = DroolsGate.lazy(COMPILER)) {
            RecoveryOutbox outbox = new RecoveryOutbox();
            return new Outcome(replay(new ReadAhead(cursor(log(events))), gate, outbox), outbox, 0);
        }
    }

    private static Outcome takeFromTheLog(List<EngineEvent> events) {
        try (DroolsGate gate = DroolsGate.lazy(COMPILER)) {
            RecoveryOutbox outbox = new RecoveryOutbox();
            ReadAhead ahead = new ReadAhead(cursor(log(events)));
            RecordedGate recorded = new RecordedGate(gate);
            recorded.follow(new RecordedDecisions(ahead));
            outbox.onSaid(ahead::said);
            String state = replay(ahead, recorded, outbox);
            recorded.settle();
            assertThat(recorded.activePack()).isEqualTo(gate.activePack());
            return new Outcome(state, outbox, recorded.taken());
        }
    }

    private static EventCursor cursor(MemoryLog log) {
        return log.read(log.startPosition(), log.recordedPosition());
    }

    private static String replay(ReadAhead log, PolicyGate gate, RecoveryOutbox outbox) {
        Engine engine = new Engine(gate);
        while (log.next()) {
            engine.on(log.position(), log.event(), outbox);
            outbox.recorded(log.position(), log.event());
        }
        return StateDigest.of(engine);
    }

    private static List<GateDecision> decisions() {
        return RECORDED.stream()
                .filter(event -> event instanceof GateDecided)
                .map(event -> ((GateDecided) event).record().decision())
                .toList();
    }

    private static boolean byRulesAlone(GateDecision decision) {
        return decision.verdict() != Verdict.REDUCE
                && decision.reasons().stream().allMatch(reason -> reason.code() == ReasonCode.POLICY_DENIED);
    }

    @Test
    void shouldComeToTheSameStateWithVerdictsOfTheLogAsByJudgingAgain() {
        Outcome judged = judgeAgain(RECORDED);
        Outcome taken = takeFromTheLog(RECORDED);

        assertThat(judged.outbox().firstDifference()).isEmpty();
        assertThat(taken.outbox().firstDifference()).isEmpty();
        assertThat(taken.outbox().compared()).isEqualTo(judged.outbox().compared());
        assertThat(taken.state()).isEqualTo(judged.state());
        assertThat(taken.taken())
                .isEqualTo(decisions().stream()
                        .filter(RestartVerdictsTest::byRulesAlone)
                        .count());
    }

    /** What the comparison above rests on: everything that decides has decided something. */
    @Test
    void shouldHaveRecordedEveryKindOfDecision() {
        assertThat(decisions()).extracting(GateDecision::verdict).contains(Verdict.values());
        assertThat(decisions())
                .flatExtracting(GateDecision::reasons)
                .extracting(Reason::code)
                .contains(
                        ReasonCode.POLICY_DENIED,
                        ReasonCode.POLICY_REDUCED,
                        ReasonCode.KILLED,
                        ReasonCode.UNKNOWN_INSTRUMENT,
                        ReasonCode.UNKNOWN_ACCOUNT,
                        ReasonCode.ORDER_QUANTITY_CAP);
        assertThat(RECORDED).hasAtLeastOneElementOfType(EngineEvent.TradingStateChanged.class);
        assertThat(RECORDED).hasAtLeastOneElementOfType(EngineEvent.OrderWithdrawn.class);
    }

    /** An order that was allowed and stands in the log as denied, or the other way round: the chain does not hold. */
    @Test
    void shouldFindAVerdictThatWasChangedInTheLog() {
        for (Verdict from : List.of(Verdict.ALLOW, Verdict.DENY)) {
            List<EngineEvent> changed = new ArrayList<>(RECORDED);
            for (int i = 0; i < changed.size(); i++) {
                if (changed.get(i) instanceof GateDecided decided
                        && decided.record().decision().verdict() == from
                        && byRulesAlone(decided.record().decision())) {
                    changed.set(i, new GateDecided(decided.timeNanos(), other(decided.record())));
                    break;
                }
            }
            assertThat(takeFromTheLog(changed).outbox().firstDifference())
                    .as(from.name())
                    .contains("replay says");
        }
    }

    private static DecisionRecord other(DecisionRecord r) {
        GateDecision said = r.decision();
        GateDecision other = said.passes()
                ? new GateDecision(
                        Verdict.DENY,
                        Quantity.ZERO,
                        List.of(new Reason(ReasonCode.POLICY_DENIED, "name-limit", 1, 0)),
                        said.pack())
                : new GateDecision(Verdict.ALLOW, r.requested(), List.of(), said.pack());
        return new DecisionRecord(
                r.sequence(),
                r.causePosition(),
                r.timeNanos(),
                r.orderId(),
                r.parentId(),
                r.key(),
                r.account(),
                r.trader(),
                r.instrument(),
                r.side(),
                r.type(),
                r.timeInForce(),
                r.requested(),
                r.limit(),
                r.reference(),
                r.equity(),
                r.propensity(),
                r.reducing(),
                other,
                r.facts(),
                r.factsVersion(),
                r.chain());
    }

    @Test
    void shouldTakeNoVerdictThatIsAboutAnotherOrder() {
        List<EngineEvent> swapped = new ArrayList<>(RECORDED);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < swapped.size(); i++) {
            if (swapped.get(i) instanceof GateDecided) {
                places.add(i);
            }
        }
        EngineEvent first = swapped.get(places.get(20));
        swapped.set(places.get(20), swapped.get(places.get(21)));
        swapped.set(places.get(21), first);

        assertThat(takeFromTheLog(swapped).outbox().differing()).isPositive();
    }

    @Test
    void shouldJudgeAgainWhatTheLogLeftUndecided() {
        int lastRequest = 0;
        for (int i = 0; i < RECORDED.size(); i++) {
            lastRequest = RECORDED.get(i) instanceof EngineEvent.OrderRequested ? i : lastRequest;
        }
        List<EngineEvent> cut = RECORDED.subList(0, lastRequest + 1);
        Outcome judged = judgeAgain(cut);
        Outcome taken = takeFromTheLog(cut);

        assertThat(taken.state()).isEqualTo(judged.state());
        assertThat(taken.outbox().unrecorded())
                .isNotEmpty()
                .hasSameSizeAs(judged.outbox().unrecorded());
    }
}
