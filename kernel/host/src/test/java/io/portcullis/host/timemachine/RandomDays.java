package io.portcullis.host.timemachine;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.Outbox;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.session.StagedContent;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
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
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.Log;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Days of trading as a server would record them: the real engine, the real rule engine and a log, driven by chance. Orders are allowed,
 * reduced and denied by either ring, filled in parts, withdrawn and forgotten; prices jump until rules narrow and kill; people kill, resume
 * and change packs.
 */
final class RandomDays implements Outbox, AutoCloseable {
    static final long START = 1_700_000_000_000_000_000L;
    static final List<InstrumentId> INSTRUMENTS =
            List.of(InstrumentId.of("AAA"), InstrumentId.of("BBB"), InstrumentId.of("CCC"));
    private static final VenueId VENUE = VenueId.of("simulated");
    private static final long MILLI = 1_000_000L;

    /** For all days of a run, and for whoever asks about them: it compiles a pack once. Its thread ends by itself. */
    static final PackCompiler COMPILER = new PackCompiler();

    final Engine engine;
    private final DroolsGate gate = DroolsGate.lazy(COMPILER);
    private final Log log;
    private final Snapshots snapshots;
    private final Random random;
    private final double[] prices = {100, 50, 20};
    private final List<VenueCommand> sent = new ArrayList<>();
    private final PackContent[] packs;
    private long now = START;
    private long saidOut;
    private long saidBack;
    private long position;
    private int numbers;
    private int sessions;
    private LocalDate date = LocalDate.of(2023, 11, 15);

    /**
     * @param log empty
     * @param snapshots where to leave one now and then; null for none
     */
    RandomDays(Log log, Snapshots snapshots, long seed) {
        this.log = log;
        this.snapshots = snapshots;
        this.random = new Random(seed);
        this.packs = new PackContent[] {EveryVerdict.content("0.05"), EveryVerdict.content("0.03")};
        this.engine = new Engine(gate);
        begin();
        append(new EngineEvent.InstrumentDefined(now, INSTRUMENTS.get(0), "Energy", true));
        append(new EngineEvent.InstrumentDefined(now, INSTRUMENTS.get(1), "Energy", true));
        append(new EngineEvent.InstrumentDefined(now, INSTRUMENTS.get(2), "Utilities", true));
        activate(0);
        for (int i = 0; i < prices.length; i++) {
            view(i);
        }
        settle();
    }

    private void begin() {
        sessions++;
        append(new EngineEvent.SessionStarted(
                now,
                "S" + sessions,
                EngineEvent.SessionKind.LIVE,
                Engine.VERSION,
                gate.version(),
                Money.of(1_000_000, CurrencyCode.USD),
                EngineSettings.ofToday(Map.of("safety.order.notional.max", "200000"))));
    }

    /** Lets so many things happen. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(400) * MILLI;
            step();
            if (random.nextInt(3) > 0) {
                poll();
            }
            venue();
            if (random.nextInt(100) == 0) {
                settle();
                snapshot();
            }
        }
        settle();
    }

    private void step() {
        switch (random.nextInt(60)) {
            case 0 -> append(new EngineEvent.KillRequested(now, scope(), "olga", "drill " + ++numbers));
            case 1, 2, 3 -> append(new EngineEvent.ResumeRequested(now, scope(), "paul"));
            case 4 -> append(new EngineEvent.ReduceOnlyRequested(now, scope(), "olga", "odd " + ++numbers));
            case 5 -> activate(random.nextInt(2));
            case 6 -> roll();
            case 7 -> jump();
            case 8 -> split();
            case 9 -> restart();
            case 10, 11 -> cancel();
            case 12, 13, 14, 15, 16, 17, 18, 19 ->
                append(new EngineEvent.ClockTick(now, EngineEvent.Phase.SECOND, date));
            case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 -> view(random.nextInt(prices.length));
            default -> order();
        }
    }

    private Scope scope() {
        return random.nextBoolean() ? Scope.GLOBAL : new Scope(Scope.Kind.VENUE, "simulated");
    }

    private void activate(int which) {
        StagedContent.events(now, "random", packs[which]).forEach(this::append);
        append(new EngineEvent.PackActivated(now, packs[which].hash(), "officer-" + ++numbers));
    }

    private void roll() {
        append(new EngineEvent.ClockTick(now, EngineEvent.Phase.DAY_ROLL, date));
        date = date.plusDays(1);
    }

    /** Down by so much that a watch rule speaks, or up again. */
    private void jump() {
        int which = random.nextInt(prices.length);
        prices[which] *= random.nextBoolean() ? 0.55 : 1.8;
        view(which);
    }

    private void split() {
        append(new EngineEvent.CorporateActionApplied(
                now, INSTRUMENTS.get(2), date, 1 + random.nextInt(3), 1 + random.nextInt(2), Price.of(0.25)));
    }

    /** As after a crash: what was decided and not recorded is recorded behind the new session's first event, and withdrawn. */
    private void restart() {
        begin();
    }

    private void view(int which) {
        prices[which] = Math.min(500, Math.max(1, prices[which] * (1 + random.nextGaussian() / 200)));
        append(new EngineEvent.MarketView(
                now,
                INSTRUMENTS.get(which),
                Price.of(prices[which]),
                new Price(0),
                new Price(0),
                Quantity.ofShares(1_000_000),
                0.01,
                false,
                true));
    }

    private void order() {
        int which = random.nextInt(prices.length);
        int shares = 1 + random.nextInt(random.nextInt(8) == 0 ? 4_000 : 900);
        Quantity quantity = random.nextInt(10) == 0 ? Quantity.of(shares / 3.0) : Quantity.ofShares(shares);
        append(new EngineEvent.OrderRequested(
                now,
                new OrderRequest(
                        IdempotencyKey.of("K" + ++numbers),
                        AccountId.of(random.nextInt(50) == 0 ? "other" : "main"),
                        TraderId.of("tess"),
                        INSTRUMENTS.get(which),
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        quantity,
                        OrderType.LIMIT,
                        Price.of(prices[which] * (0.99 + random.nextInt(3) / 100.0)),
                        TimeInForce.DAY)));
    }

    private void cancel() {
        List<TrackedOrder> open = engine.books().orders().open();
        if (!open.isEmpty()) {
            append(new EngineEvent.CancelRequested(
                    now, open.get(random.nextInt(open.size())).id(), "tess"));
        }
    }

    /** Answers some of what was sent. */
    private void venue() {
        while (!sent.isEmpty() && random.nextInt(5) > 0) {
            VenueCommand command = sent.remove(0);
            if (command instanceof VenueCommand.NewOrder order) {
                report(new VenueReport.Accepted(order.orderId(), VenueOrderId.of("V" + ++numbers), now));
                if (random.nextInt(6) > 0) {
                    fill(order);
                }
            } else {
                TrackedOrder order = engine.books().orders().find(command.orderId());
                boolean pending = order != null && order.state() == OrderState.PENDING_RECORD;
                if (!pending) {
                    report(new VenueReport.Canceled(command.orderId(), "asked", now));
                }
            }
        }
    }

    private void fill(VenueCommand.NewOrder order) {
        long raw = order.quantity().raw();
        long part = random.nextInt(3) == 0 ? Math.max(1, raw / 3) : raw;
        Fill fill = new Fill(
                ExecId.of("E" + ++numbers),
                order.orderId(),
                order.instrument(),
                order.side(),
                new Quantity(part),
                order.limit(),
                Money.of(0.35, CurrencyCode.USD),
                now);
        report(new VenueReport.Filled(fill));
        if (random.nextInt(9) == 0) {
            report(new VenueReport.Filled(fill)); // a venue that repeats itself
        }
    }

    private void report(VenueReport report) {
        append(new EngineEvent.VenueReported(now, VENUE, report));
    }

    private void append(EngineEvent event) {
        log.append(event);
    }

    private void poll() {
        while (log.poll(this::take, 1) > 0 && random.nextInt(4) > 0) {
            // some stays for later, so that what the engine says comes to lie behind other events
        }
    }

    private void take(long at, EngineEvent event) {
        engine.on(at, event, this);
        position = at;
        saidBack += event instanceof EngineEvent.Produced ? 1 : 0;
    }

    /** Until everything that was said has come back. */
    void settle() {
        do {
            log.poll(this::take, 1_000);
        } while (log.pending() || saidOut > saidBack);
    }

    void snapshot() {
        if (snapshots == null) {
            return;
        }
        StateBuffer state = new StateBuffer();
        engine.write(state);
        try {
            snapshots.write(new Snapshot(position, Engine.VERSION, state.toBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long position() {
        return position;
    }

    long now() {
        return now;
    }

    @Override
    public void append(EngineEvent.Produced event) {
        saidOut++;
        log.append(event);
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        sent.add(command);
    }

    @Override
    public void close() {
        gate.close();
    }

    /** A pack with every kind of verdict. */
    static final class EveryVerdict {
        private EveryVerdict() {}

        static PackContent content(String nameMax) {
            SortedMap<String, String> files = new TreeMap<>();
            files.put(
                    "pack.yaml",
                    String.join(
                            "\n",
                            "name: random",
                            "description: Every kind of verdict.",
                            "gate: [adv, big, name, stuck, warned]",
                            "watch: [narrow, kill]",
                            "limits: [name-max, order-quantity-max, drawdown-reduce-only, drawdown-kill]"));
            files.put(
                    "limits.csv",
                    String.join(
                            "\n",
                            "limit,scope,value,unit",
                            "name-max,global," + nameMax + ",fraction",
                            "name-max,instrument:BBB,0.02,fraction",
                            "order-quantity-max,global,700,shares",
                            "drawdown-reduce-only,global,0.02,fraction",
                            "drawdown-kill,global,0.04,fraction"));
            files.put("restricted.csv", "instrument,reason\nZZZ,nobody trades it\n");
            files.put(
                    "gate/all.drl",
                    String.join(
                            "\n",
                            "rule \"big\" when Order($q : quantity) Limits($max : orderQuantityMax, $q > $max)"
                                    + " then verdict.reduceTo($max); end",
                            "rule \"name\" when Order(!reducing) Exposure($name : nameAfter) Limits($max : nameMax, $name > $max)"
                                    + " then verdict.deny($name, $max); end",
                            "rule \"adv\" when Order($q : quantity, $q > 2000) then verdict.deny($q, 2000); end",
                            "rule \"stuck\" when Order($q : quantity, $p : price, $q == 700, $p > 22)"
                                    + " then verdict.deny($p, 22); end",
                            "rule \"warned\" when Order($q : quantity, $q > 300) then verdict.warn($q, 300); end"));
            files.put(
                    "watch/all.drl",
                    String.join(
                            "\n",
                            "rule \"narrow\" when Account($d : drawdown) Limits($max : drawdownReduceOnly, $d >= $max)"
                                    + " then verdict.reduceOnly(\"venue:simulated\", $d, $max); end",
                            "rule \"kill\" when Account($d : drawdown) Limits($max : drawdownKill, $d >= $max)"
                                    + " then verdict.kill(\"global\", $d, $max); end"));
            return PackContent.of(files);
        }
    }
}
