package io.portcullis.transport;

import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.AgentQuarantined;
import io.portcullis.model.event.EngineEvent.ApprovalAnswered;
import io.portcullis.model.event.EngineEvent.ApprovalRequested;
import io.portcullis.model.event.EngineEvent.BorrowUpdated;
import io.portcullis.model.event.EngineEvent.CancelRequested;
import io.portcullis.model.event.EngineEvent.ClockTick;
import io.portcullis.model.event.EngineEvent.CorporateActionApplied;
import io.portcullis.model.event.EngineEvent.DayClosed;
import io.portcullis.model.event.EngineEvent.FlattenRequested;
import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.event.EngineEvent.InstrumentDefined;
import io.portcullis.model.event.EngineEvent.KillDrilled;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.event.EngineEvent.MarketView;
import io.portcullis.model.event.EngineEvent.OrderRequested;
import io.portcullis.model.event.EngineEvent.OrderWithdrawn;
import io.portcullis.model.event.EngineEvent.PackActivated;
import io.portcullis.model.event.EngineEvent.PackFellBack;
import io.portcullis.model.event.EngineEvent.PackProposed;
import io.portcullis.model.event.EngineEvent.PackStaged;
import io.portcullis.model.event.EngineEvent.ReduceOnlyRequested;
import io.portcullis.model.event.EngineEvent.RestrictedListChanged;
import io.portcullis.model.event.EngineEvent.ResumeRequested;
import io.portcullis.model.event.EngineEvent.SessionStarted;
import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.event.EngineEvent.TradingStateChanged;
import io.portcullis.model.event.EngineEvent.VenueLinkChanged;
import io.portcullis.model.event.EngineEvent.VenueReported;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** One event and one command of every kind, filled from a seed: the same seed, the same values, on every JDK. */
public final class Samples {
    /** Compares events by value: arrays by content, those of bytes as one value (else each byte is an object), and NaN equals NaN. */
    public static final RecursiveComparisonConfiguration BY_VALUE = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(Double::compare, Double.class)
            .withComparatorForType(Arrays::compare, byte[].class)
            .withStrictTypeChecking(true)
            .build();

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    private final Random random;

    public Samples(long seed) {
        random = new Random(seed);
    }

    /** At least one of every kind of event and of report. */
    public List<EngineEvent> events() {
        List<EngineEvent> events = new ArrayList<>();
        events.add(session());
        for (EngineEvent.Phase phase : EngineEvent.Phase.values()) {
            events.add(new ClockTick(time(), phase, date()));
        }
        events.add(new InstrumentDefined(time(), instrument(), word(), flag()));
        events.add(new BorrowUpdated(time(), instrument(), quantity(), number()));
        events.add(new RestrictedListChanged(time(), List.of(instrument(), instrument(), instrument())));
        events.add(new RestrictedListChanged(time(), List.of()));
        events.add(new CorporateActionApplied(time(), instrument(), date(), 1 + random.nextInt(9), 2, price()));
        events.add(new MarketView(
                time(), instrument(), price(), price(), new Price(0), quantity(), Double.NaN, flag(), flag()));
        events.add(new SignalBatch(time(), instrument(), List.of(signal(), signal())));
        events.add(new OrderRequested(time(), request(OrderType.LIMIT)));
        events.add(new OrderRequested(time(), request(OrderType.MARKET)));
        events.add(new CancelRequested(time(), orderId(), word()));
        events.add(new KillRequested(time(), Scope.GLOBAL, word(), text()));
        events.add(new KillRequested(time(), new Scope(Scope.Kind.VENUE, "simulated"), word(), text()));
        for (Scope.Kind kind : Scope.Kind.values()) {
            events.add(new KillDrilled(time(), scope(kind), word(), text()));
            events.add(new FlattenRequested(time(), scope(kind), word(), word(), text()));
        }
        events.add(new ReduceOnlyRequested(time(), Scope.GLOBAL, word(), text()));
        events.add(new ResumeRequested(time(), new Scope(Scope.Kind.VENUE, "simulated"), word()));
        events.add(new PackStaged(time(), pack(), word(), 0, 2, bytes(1 + random.nextInt(900))));
        events.add(new PackActivated(time(), pack(), word()));
        events.add(new AgentQuarantined(time(), AgentId.of(word()), flag(), text()));
        for (VenueReport report : reports()) {
            events.add(new VenueReported(time(), VenueId.of(word()), report));
        }
        events.add(new VenueLinkChanged(time(), VenueId.of(word()), flag()));
        for (Verdict verdict : Verdict.values()) {
            events.add(decided(verdict, flag()));
        }
        events.add(new DayClosed(time(), date(), money(), money(), money(), money(), random.nextInt(), word()));
        for (TradingState state : TradingState.values()) {
            events.add(new TradingStateChanged(time(), Scope.GLOBAL, state, word(), text()));
        }
        events.add(new OrderWithdrawn(time(), orderId(), text()));
        events.add(new PackFellBack(time(), pack(), word(), text()));
        events.add(new LimitTightened(time(), word(), word(), number(), time(), word(), text()));
        for (EngineEvent.PackIntent intent : EngineEvent.PackIntent.values()) {
            events.add(new PackProposed(time(), pack(), word(), pack(), intent, word(), word(), text(), text()));
        }
        events.add(new ApprovalRequested(
                time(),
                new ApprovalRequest(
                        RequestId.of(word()), word(), text(), text(), word(), text(), 7, Math.abs(time()))));
        for (boolean approved : new boolean[] {true, false}) {
            events.add(new ApprovalAnswered(time(), RequestId.of(word()), approved, word(), text()));
        }
        events.add(viewWithBeta());
        events.add(partOfAParent());
        return events;
    }

    private Scope scope(Scope.Kind kind) {
        return kind == Scope.Kind.GLOBAL || kind == Scope.Kind.HOST
                ? new Scope(kind, "")
                : new Scope(kind, word() + " & " + word());
    }

    /** One report of every kind. */
    public List<VenueReport> reports() {
        Fill fill = new Fill(new ExecId(word()), orderId(), instrument(), side(), quantity(), price(), money(), time());
        return List.of(
                new VenueReport.Accepted(orderId(), new VenueOrderId(word()), time()),
                new VenueReport.Rejected(orderId(), text(), time()),
                new VenueReport.Filled(fill),
                new VenueReport.Canceled(orderId(), text(), time()),
                new VenueReport.CancelRejected(orderId(), text(), time()),
                new VenueReport.Unknown(orderId(), time()),
                new VenueReport.Unsent(orderId(), text(), time()));
    }

    /** Every kind of venue command. */
    public List<VenueCommand> commands() {
        return List.of(
                newOrder(flag()),
                new VenueCommand.NewOrder(
                        orderId(),
                        instrument(),
                        Side.SELL,
                        quantity(),
                        OrderType.MARKET,
                        null,
                        TimeInForce.DAY,
                        flag(),
                        time()),
                new VenueCommand.CancelOrder(orderId(), time()),
                new VenueCommand.QueryOrder(orderId(), time()));
    }

    /** A limit order. */
    public VenueCommand.NewOrder newOrder(boolean reducing) {
        return new VenueCommand.NewOrder(
                orderId(),
                instrument(),
                side(),
                quantity(),
                OrderType.LIMIT,
                price(),
                TimeInForce.AT_THE_OPENING,
                reducing,
                time(),
                new Attribution(AccountId.of(word()), text(), List.of(AgentId.of(word()), AgentId.of(word())), flag()));
    }

    /** A decision with reasons and facts. */
    public GateDecided decided(Verdict verdict, boolean child) {
        List<Reason> reasons = verdict == Verdict.ALLOW
                ? List.of()
                : List.of(
                        new Reason(ReasonCode.POLICY_DENIED, "portfolio." + word(), number(), number()),
                        Reason.of(ReasonCode.STALE_REFERENCE));
        GateDecision decision =
                new GateDecision(verdict, verdict == Verdict.DENY ? Quantity.ZERO : quantity(), reasons, pack());
        double[] facts = new double[60];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = i % 7 == 0 ? Double.NaN : number();
        }
        DecisionRecord record = new DecisionRecord(
                random.nextInt(1_000_000),
                random.nextLong(),
                time(),
                orderId(),
                child ? orderId() : null,
                word(),
                AccountId.of(word()),
                TraderId.of(word()),
                instrument(),
                side(),
                child ? OrderType.LIMIT : OrderType.MARKET,
                TimeInForce.IMMEDIATE_OR_CANCEL,
                quantity(),
                child ? price() : null,
                child ? null : price(),
                money(),
                random.nextDouble(),
                flag(),
                decision,
                facts,
                1,
                pack().hex() + pack().hex());
        return new GateDecided(time(), record);
    }

    /** A pack chunk of a given size: longer than one Aeron frame. */
    public PackStaged chunk(int length) {
        return new PackStaged(time(), pack(), word(), 0, 1, bytes(length));
    }

    private SessionStarted session() {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("topK", "10");
        settings.put("sizing." + word(), text());
        return new SessionStarted(time(), word(), EngineEvent.SessionKind.DEMO, "0.1.0", "10.2.0", money(), settings);
    }

    private Signal signal() {
        return new Signal(
                AgentId.of(word()),
                instrument(),
                time(),
                1 + random.nextInt(60),
                flag() ? Direction.LONG : Direction.SHORT,
                0.001 + random.nextDouble() * 0.99,
                number(),
                0.5 + random.nextDouble(),
                word());
    }

    private static MarketView viewWithBeta() {
        return new MarketView(
                1_700_000_000_000_000_000L,
                InstrumentId.of("SPY"),
                Price.of(450.25),
                Price.of(450.24),
                Price.of(450.26),
                Quantity.ofShares(80_000_000),
                0.01,
                false,
                true,
                1.25);
    }

    private static OrderRequested partOfAParent() {
        OrderRequest request = new OrderRequest(
                new IdempotencyKey("part-3"),
                AccountId.of("main"),
                TraderId.of("router"),
                InstrumentId.of("SPY"),
                Side.BUY,
                Quantity.ofShares(100),
                OrderType.LIMIT,
                Price.of(450.25),
                TimeInForce.DAY,
                new ParentOrder(ClientOrderId.of("parent-1"), Quantity.ofShares(5_000)));
        return new OrderRequested(1_700_000_000_000_000_001L, request);
    }

    private OrderRequest request(OrderType type) {
        return new OrderRequest(
                new IdempotencyKey(word()),
                AccountId.of(word()),
                TraderId.of(word()),
                instrument(),
                side(),
                quantity(),
                type,
                type == OrderType.LIMIT ? price() : null,
                TimeInForce.DAY);
    }

    private long time() {
        return 1_600_000_000_000_000_000L + random.nextInt();
    }

    private LocalDate date() {
        return LocalDate.of(2010, 1, 1).plusDays(random.nextInt(2000));
    }

    private InstrumentId instrument() {
        return InstrumentId.of(word());
    }

    private ClientOrderId orderId() {
        return ClientOrderId.of(word());
    }

    private Side side() {
        return flag() ? Side.BUY : Side.SELL;
    }

    private Price price() {
        return new Price(1 + (random.nextLong() >>> 20));
    }

    private Quantity quantity() {
        return new Quantity(1 + (random.nextLong() >>> 20));
    }

    private Money money() {
        return new Money(random.nextLong() >> 8, CurrencyCode.of(flag() ? "USD" : "EUR"));
    }

    private PackHash pack() {
        return new PackHash(String.format("%016x%016x", random.nextLong(), random.nextLong()));
    }

    private double number() {
        return random.nextGaussian() * 1e6;
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private String text() {
        return word() + " größer als 1 € für " + word();
    }
}
