package io.portcullis.engine;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
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
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A log in memory around one engine: what the engine appends comes back to it, what it sends is kept. */
final class Scene implements Outbox {
    static final VenueId VENUE = VenueId.of("simulated");
    static final LocalDate DAY = LocalDate.of(2014, 3, 3);
    static final InstrumentId ACME = InstrumentId.of("ACME");
    static final InstrumentId BOLT = InstrumentId.of("BOLT");

    final Policy policy = new Policy();
    final Engine engine = new Engine(policy);
    final List<VenueCommand> sent = new ArrayList<>();
    final List<DecisionRecord> decisions = new ArrayList<>();
    final List<EngineEvent> log = new ArrayList<>();
    private final ArrayDeque<EngineEvent> produced = new ArrayDeque<>();
    long position;
    long time = 1_000_000_000L;
    private int keys;
    private int execs;

    /** A policy ring whose rulings a test sets. */
    static final class Policy implements PolicyGate {
        Function<GateFacts, Ruling> ruling = facts -> new Ruling(Verdict.ALLOW, 0, List.of());
        Function<WatchFacts, WatchRuling> watching = facts -> WatchRuling.NONE;
        PackHash active = PackHash.NONE;
        final Map<PackHash, byte[]> staged = new TreeMap<>();
        final List<PackHash> fellBack = new ArrayList<>();

        @Override
        public PackHash activePack() {
            return active;
        }

        @Override
        public String version() {
            return "test";
        }

        @Override
        public void stage(PackHash pack, String name, byte[] content) {
            staged.put(pack, content);
        }

        @Override
        public void activate(PackHash pack) {
            if (!staged.containsKey(pack)) {
                throw new IllegalStateException("pack " + pack + " was never staged");
            }
            active = pack;
        }

        @Override
        public void fallBack(PackHash pack) {
            fellBack.add(pack);
        }

        @Override
        public Ruling judge(GateFacts facts) {
            return ruling.apply(facts);
        }

        @Override
        public WatchRuling watch(WatchFacts facts) {
            return watching.apply(facts);
        }
    }

    static Scene open(String... settings) {
        Scene scene = new Scene();
        scene.start(settings);
        scene.define(ACME, "Industrials");
        scene.define(BOLT, "Industrials");
        scene.view(ACME, 100);
        scene.view(BOLT, 50);
        return scene;
    }

    void start(String... settings) {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        on(new EngineEvent.SessionStarted(
                time,
                "T1",
                EngineEvent.SessionKind.LIVE,
                Engine.VERSION,
                "test",
                usd(1_000_000),
                EngineSettings.ofToday(map)));
    }

    void define(InstrumentId instrument, String sector) {
        on(new EngineEvent.InstrumentDefined(time, instrument, sector, true));
    }

    void view(InstrumentId instrument, double last) {
        on(new EngineEvent.MarketView(
                time,
                instrument,
                Price.of(last),
                new Price(0),
                new Price(0),
                Quantity.ofShares(1_000_000),
                0.01,
                false,
                true));
    }

    void on(EngineEvent event) {
        take(event);
        while (!produced.isEmpty()) {
            take(produced.poll());
        }
    }

    /** As {@link #on}, but what the engine appends is not yet recorded. */
    void onUnrecorded(EngineEvent event) {
        take(event);
    }

    void record() {
        while (!produced.isEmpty()) {
            take(produced.poll());
        }
    }

    private void take(EngineEvent event) {
        log.add(event);
        position++;
        engine.on(position, event, this);
    }

    OrderRequest request(Side side, InstrumentId instrument, double shares) {
        keys++;
        return request("K" + keys, side, instrument, shares);
    }

    static OrderRequest request(String key, Side side, InstrumentId instrument, double shares) {
        return new OrderRequest(
                IdempotencyKey.of(key),
                AccountId.of("main"),
                TraderId.of("tess"),
                instrument,
                side,
                Quantity.of(shares),
                OrderType.LIMIT,
                Price.of(instrument.equals(ACME) ? 101 : 51),
                TimeInForce.DAY);
    }

    DecisionRecord order(Side side, InstrumentId instrument, double shares) {
        on(new EngineEvent.OrderRequested(time, request(side, instrument, shares)));
        return decisions.get(decisions.size() - 1);
    }

    void accept(ClientOrderId order) {
        report(new VenueReport.Accepted(order, VenueOrderId.of("V-" + order.value()), time));
    }

    Fill fill(DecisionRecord record, double shares, double price) {
        execs++;
        Fill fill = new Fill(
                ExecId.of("E" + execs),
                record.orderId(),
                record.instrument(),
                record.side(),
                Quantity.of(shares),
                Price.of(price),
                usd(1),
                time);
        report(new VenueReport.Filled(fill));
        return fill;
    }

    void report(VenueReport report) {
        on(new EngineEvent.VenueReported(time, VENUE, report));
    }

    void tick(EngineEvent.Phase phase) {
        on(new EngineEvent.ClockTick(time, phase, DAY));
    }

    double held(InstrumentId instrument) {
        return new Quantity(engine.books().portfolio().position(instrument).quantityRaw()).toDouble();
    }

    double equity() {
        return engine.books().portfolio().equityRaw() / (double) Money.ONE;
    }

    static Money usd(double amount) {
        return Money.of(amount, CurrencyCode.USD);
    }

    @Override
    public void append(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided decided) {
            decisions.add(decided.record());
        }
        produced.add(event);
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        sent.add(command);
    }

    /** The engine's whole state, value by value. */
    static List<Object> stateOf(Engine engine) {
        List<Object> values = new ArrayList<>();
        engine.write(new StateWriter() {
            @Override
            public void putLong(long value) {
                values.add(value);
            }

            @Override
            public void putString(String value) {
                values.add(value == null ? "<null>" : value);
            }
        });
        return values;
    }

    static StateReader reader(List<Object> values) {
        return new StateReader() {
            private int next;

            @Override
            public long getLong() {
                return (Long) values.get(next++);
            }

            @Override
            public String getString() {
                String value = (String) values.get(next++);
                return value.equals("<null>") ? null : value;
            }

            @Override
            public boolean atEnd() {
                return next == values.size();
            }
        };
    }
}
