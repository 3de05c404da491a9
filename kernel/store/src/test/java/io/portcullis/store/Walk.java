package io.portcullis.store;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A log that a real engine makes: a seeded stream of orders, reports, splits, kills and restarts, so that the tables can be
 * compared with what the engine itself believes. Positions have gaps, as the positions of a byte stream have.
 */
public final class Walk implements Outbox {
    public static final VenueId VENUE = VenueId.of("simulated");
    private static final CurrencyCode USD = CurrencyCode.USD;
    private static final int POSITION_STEP = 96;

    public final Engine engine = new Engine(new EvenPolicy());
    public final List<LogEntry> log = new ArrayList<>();
    private final ArrayDeque<EngineEvent> produced = new ArrayDeque<>();
    private final List<VenueCommand.NewOrder> atVenue = new ArrayList<>();
    private final List<VenueReport.Filled> reported = new ArrayList<>();
    private final Random random;
    private LocalDate date = LocalDate.of(2014, 3, 3);
    private long position;
    private long time = 1_393_857_000_000_000_000L;
    private long previousRoll;
    private long keys;
    private long execs;
    private int sessions;

    public Walk(long seed) {
        random = new Random(seed);
        record(sessionStarted());
        for (int i = 0; i < 8; i++) {
            record(new EngineEvent.InstrumentDefined(time, instrument(i), "sector" + i % 3, true));
            record(new EngineEvent.BorrowUpdated(time, instrument(i), Quantity.ofShares(1_000_000), 0.3));
            quote(i);
        }
    }

    /** Denies quantities that end in 7, reduces those that end in 3, allows the rest. */
    private static final class EvenPolicy implements PolicyGate {
        @Override
        public PackHash activePack() {
            return new PackHash("ab".repeat(16));
        }

        @Override
        public String version() {
            return "walk";
        }

        @Override
        public void stage(PackHash pack, String name, byte[] content) {}

        @Override
        public void activate(PackHash pack) {}

        @Override
        public void fallBack(PackHash pack) {}

        @Override
        public Ruling judge(GateFacts facts) {
            long shares = Math.round(facts.order().getQuantity());
            if (shares % 10 == 7) {
                return new Ruling(
                        Verdict.DENY, 0, List.of(new Reason(ReasonCode.POLICY_DENIED, "walk.seven", shares, 7)));
            }
            if (shares % 10 == 3) {
                return new Ruling(
                        Verdict.REDUCE,
                        shares - 1,
                        List.of(new Reason(ReasonCode.POLICY_REDUCED, "walk.three", shares, shares - 1)));
            }
            return new Ruling(Verdict.ALLOW, 0, List.of());
        }

        @Override
        public WatchRuling watch(WatchFacts facts) {
            return WatchRuling.NONE;
        }
    }

    /** Adds at least this many events. */
    public Walk run(int events) {
        int target = log.size() + events;
        while (log.size() < target) {
            step();
        }
        return this;
    }

    private void step() {
        time += 1_000_000;
        int dice = random.nextInt(1000);
        if (dice < 450) {
            order();
        } else if (dice < 880) {
            report();
        } else if (dice < 950) {
            quote(random.nextInt(8));
        } else if (dice < 965) {
            record(new EngineEvent.ClockTick(time, EngineEvent.Phase.SECOND, date));
        } else if (dice < 975) {
            signals();
        } else if (dice < 983) {
            split();
        } else if (dice < 990) {
            rollDay();
        } else if (dice < 993) {
            killAndResume();
        } else if (dice < 996) {
            overtake();
        } else {
            restart();
        }
    }

    /** Orders are unresolved until the venue has answered for each; half of the time a decision was not recorded before. */
    private void restart() {
        drain();
        if (random.nextBoolean()) {
            append(orderRequest(random.nextInt(8)));
        }
        append(sessionStarted());
        drain();
        if (random.nextInt(4) > 0) {
            engine.books().orders().open().stream()
                    .map(open -> new VenueReport.Unknown(open.id(), time))
                    .forEach(unknown -> record(new EngineEvent.VenueReported(time, VENUE, unknown)));
        }
    }

    private EngineEvent sessionStarted() {
        return new EngineEvent.SessionStarted(
                time,
                "session-" + ++sessions,
                EngineEvent.SessionKind.BACKTEST,
                Engine.VERSION,
                "walk",
                Money.of(10_000_000, USD),
                new TreeMap<>());
    }

    private void order() {
        record(orderRequest(random.nextInt(8)));
    }

    private EngineEvent orderRequest(int i) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return new EngineEvent.OrderRequested(
                time,
                new OrderRequest(
                        IdempotencyKey.of("K" + ++keys),
                        AccountId.of("main"),
                        TraderId.of("walker"),
                        instrument(i),
                        side,
                        Quantity.ofShares(1 + random.nextInt(300)),
                        OrderType.LIMIT,
                        Price.of(side == Side.BUY ? 103 : 97),
                        TimeInForce.DAY));
    }

    /** What a venue may say, repetitions and nonsense included. */
    private void report() {
        if (atVenue.isEmpty()) {
            order();
            return;
        }
        VenueCommand.NewOrder order = atVenue.get(random.nextInt(atVenue.size()));
        ClientOrderId id = order.orderId();
        VenueReport report = switch (random.nextInt(12)) {
            case 0 -> new VenueReport.Rejected(id, "closed, \"for today\"", time);
            case 1 -> new VenueReport.Canceled(id, "expired", time);
            case 2 -> new VenueReport.CancelRejected(id, "too late", time);
            case 3 -> new VenueReport.Unknown(id, time);
            case 4 -> new VenueReport.Unsent(id, "CHANNEL_KILLED", time);
            case 5, 6 -> new VenueReport.Accepted(id, VenueOrderId.of("V-" + id.value()), time);
            case 7 -> reported.isEmpty() ? fill(order) : reported.get(random.nextInt(reported.size()));
            default -> fill(order);
        };
        record(new EngineEvent.VenueReported(time, VENUE, report));
    }

    /** Mostly what may still fill, also when the order was cancelled meanwhile; now and then more than was ordered. */
    private VenueReport.Filled fill(VenueCommand.NewOrder order) {
        TrackedOrder tracked = engine.books().orders().find(order.orderId());
        long left = tracked == null ? 0 : (tracked.quantityRaw() - tracked.filledRaw()) / Quantity.ONE;
        boolean over = left <= 0 || random.nextInt(200) == 0;
        long shares = over ? Math.max(0, left) + 5 : 1 + random.nextInt((int) left);
        VenueReport.Filled filled = new VenueReport.Filled(new Fill(
                ExecId.of("E" + ++execs),
                order.orderId(),
                order.instrument(),
                order.side(),
                Quantity.ofShares(shares),
                Price.of(98 + random.nextInt(400) / 100.0),
                Money.of(random.nextInt(500) / 100.0, USD),
                time));
        if (left <= shares) {
            atVenue.remove(order);
        }
        reported.add(filled);
        if (reported.size() > 20) {
            reported.remove(0);
        }
        return filled;
    }

    private void quote(int i) {
        record(new EngineEvent.MarketView(
                time,
                instrument(i),
                Price.of(100),
                Price.of(99.98),
                Price.of(100.02),
                Quantity.ofShares(1_000_000),
                0.02,
                false,
                false));
    }

    private void signals() {
        InstrumentId on = instrument(random.nextInt(8));
        record(new EngineEvent.SignalBatch(
                time,
                on,
                List.of(new Signal(
                        AgentId.of("walker"),
                        on,
                        time,
                        5,
                        Direction.LONG,
                        0.55 + random.nextInt(9) / 100.0,
                        12,
                        80,
                        "1"))));
    }

    private void split() {
        int[][] ratios = {{2, 1}, {3, 2}, {1, 3}, {1, 1}};
        int[] ratio = ratios[random.nextInt(ratios.length)];
        int i = random.nextInt(8);
        drain();
        append(orderRequest(i)); // judged before the split and recorded after it: a real split withdraws it
        append(new EngineEvent.CorporateActionApplied(
                time, instrument(i), date, ratio[0], ratio[1], Price.of(random.nextInt(50) / 100.0)));
        quote(i);
    }

    private void rollDay() {
        record(new EngineEvent.ClockTick(time, EngineEvent.Phase.DAY_ROLL, date));
        date = date.plusDays(1);
        // a venue repeats itself within two trading days, which is as far as the engine remembers
        long before = previousRoll;
        reported.removeIf(filled -> filled.eventTimeNanos() < before);
        previousRoll = time;
    }

    /** A cancel, or the instrument's leaving the universe, between the judgement of an order and its record. */
    private void overtake() {
        int i = random.nextInt(8);
        drain();
        append(orderRequest(i));
        if (random.nextBoolean()) {
            engine.books().orders().open().stream()
                    .filter(order -> order.state() == OrderState.PENDING_RECORD)
                    .forEach(order -> append(new EngineEvent.CancelRequested(time, order.id(), "walker")));
        } else {
            append(new EngineEvent.InstrumentDefined(time, instrument(i), "sector" + i % 3, false));
            record(new EngineEvent.InstrumentDefined(time, instrument(i), "sector" + i % 3, true));
        }
        drain();
    }

    /** A kill between the judgement of an order and its record: the order never leaves. */
    private void killAndResume() {
        Scope scope = random.nextBoolean() ? Scope.GLOBAL : new Scope(Scope.Kind.VENUE, VENUE.value());
        drain();
        append(orderRequest(random.nextInt(8)));
        append(new EngineEvent.KillRequested(time, scope, "walker", "a drill"));
        drain();
        record(new EngineEvent.ReduceOnlyRequested(time, scope, "walker", "changes nothing now"));
        record(new EngineEvent.ResumeRequested(time, scope, "walker"));
    }

    private void record(EngineEvent event) {
        drain();
        append(event);
        if (random.nextInt(5) > 0) {
            drain();
        }
    }

    /** What the engine said comes back to it; a kill of its own is lifted, or nothing would happen any more. */
    private void drain() {
        while (!produced.isEmpty()) {
            EngineEvent event = produced.poll();
            append(event);
            if (event instanceof EngineEvent.TradingStateChanged changed) {
                append(new EngineEvent.ResumeRequested(time, changed.scope(), "walker"));
            }
        }
    }

    private void append(EngineEvent event) {
        position += POSITION_STEP;
        log.add(new LogEntry(position, event));
        engine.on(position, event, this);
    }

    @Override
    public void append(EngineEvent.Produced event) {
        produced.add(event);
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        if (command instanceof VenueCommand.NewOrder order) {
            atVenue.add(order);
            if (atVenue.size() > 40) {
                atVenue.remove(0);
            }
        }
    }

    public long lastPosition() {
        return position;
    }

    /** Reads this log as a projector does. */
    public void replay(long fromPosition, CatchUp.Handler handler) {
        for (LogEntry entry : log) {
            if (entry.position() > fromPosition) {
                handler.on(entry.position(), entry.event());
            }
        }
    }

    public static InstrumentId instrument(int i) {
        return InstrumentId.of("INSTR" + i);
    }
}
