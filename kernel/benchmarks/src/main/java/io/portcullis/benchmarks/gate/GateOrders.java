package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Market.Listing;
import io.portcullis.benchmarks.scene.MemoryEngine;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
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
import io.portcullis.policy.gate.Agreement;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.FactsCopy;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Seeded orders on a seeded book, made so that every gate rule of the generated pack speaks: 200 instruments, some
 * restricted, halted, stale, not tradable, without volume or hard to borrow; 60 positions, some with orders pending; sizes,
 * prices and a burst that are often too much. The facts are those that the engine's own gate made of them.
 */
final class GateOrders implements AutoCloseable {
    static final int COUNT = 4_096;

    private static final int INSTRUMENTS = 200;
    private static final int POSITIONS = 60;
    private static final String TRADER = "tess";
    private static final int BURST = 1_500;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long DEFINED = 1_400_000_000L * SECOND;
    private static final long NOW = DEFINED + 4 * DAY + DAY / 5;
    private static final LocalDate DATE = LocalDate.of(2014, 5, 17);

    /** The safety ring stays out of the way: its caps lie beyond everything here, so that the rules have to speak. */
    private static final Map<String, String> SETTINGS = Map.of(
            "safety.order.quantity.max", "1000000000",
            "safety.order.notional.max", "1000000000000",
            "safety.gross.max", "1000000",
            "safety.orders.per.second.max", "1000000",
            "attribution.traders", "tess");

    private final PackContent pack;
    private final Random random;
    private final Market market;
    private final PackCompiler compiler = new PackCompiler();
    private final MemoryEngine engine;
    private final Map<InstrumentId, Price> prices = new HashMap<>();
    private final List<OrderDraft> drafts = new ArrayList<>();
    private final List<GateFacts> facts = new ArrayList<>();
    private long executions;

    /** Orders that the repository's pack judges. */
    GateOrders(long seed) throws IOException {
        this(seed, Pack.content());
    }

    GateOrders(long seed, PackContent content) {
        pack = content;
        random = new Random(seed);
        market = new Market(INSTRUMENTS, seed);
        market.listings().forEach(each -> prices.put(each.id(), each.price()));
        engine = new MemoryEngine(compiler, this::venue);
        engine.open(EngineEvent.SessionKind.LIVE, SETTINGS, DEFINED, content);
        market.opening(DEFINED, each -> !within(each, 28, 40)).forEach(engine::on);
        buildBook();
        trouble();
        for (int i = 0; i < COUNT; i++) {
            drafts.add(OrderDraft.of(ClientOrderId.of("bench-" + i), request("order-" + i, listing(INSTRUMENTS))));
        }
        for (int i = 0; i < COUNT; i++) {
            gate().judge(drafts.get(i), TradingState.NORMAL, timeNanos(i));
            GateFacts copy = new GateFacts();
            FactsCopy.copy(gate().lastFacts(), copy);
            facts.add(copy);
        }
    }

    private void buildBook() {
        engine.on(new EngineEvent.ClockTick(DEFINED, EngineEvent.Phase.OPEN, DATE));
        for (int i = 0; i < POSITIONS; i++) {
            Listing listing = market.listings().get(INSTRUMENTS - 1 - i);
            Side side = i % 3 == 2 ? Side.SELL : Side.BUY;
            long shares = (long)
                    ((100_000 + random.nextInt(250_000)) / listing.price().toDouble());
            engine.on(new EngineEvent.OrderRequested(
                    DEFINED, request("book-" + i, TRADER, listing, side, Quantity.ofShares(shares), listing.price())));
        }
    }

    /** Fills at the last price, but leaves every sixth order pending. */
    private void venue(VenueCommand command) {
        if (!(command instanceof VenueCommand.NewOrder order) || ++executions % 6 == 0) {
            return;
        }
        Fill fill = new Fill(
                ExecId.of("exec-" + executions),
                order.orderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                prices.get(order.instrument()),
                Money.of(1, CurrencyCode.USD),
                order.timeNanos());
        engine.on(new EngineEvent.VenueReported(
                order.timeNanos(), VenueId.of("simulated"), new VenueReport.Filled(fill)));
    }

    /** What makes rules speak: 0-4 restricted, 5-9 halted, 10-14 left the universe, 15-19 without volume, 20-27 stale. */
    private void trouble() {
        List<Listing> all = market.listings();
        engine.on(new EngineEvent.RestrictedListChanged(
                NOW - DAY, all.subList(0, 5).stream().map(Listing::id).toList()));
        for (Listing each : all.subList(10, 15)) {
            engine.on(new EngineEvent.InstrumentDefined(NOW - DAY, each.id(), each.sector(), false));
        }
        for (Listing each : all.subList(40, 48)) {
            engine.on(new EngineEvent.BorrowUpdated(NOW - DAY, each.id(), Quantity.ofShares(1_000_000), 15));
        }
        for (Listing each : all.subList(48, 56)) {
            engine.on(new EngineEvent.BorrowUpdated(NOW - DAY, each.id(), Quantity.ofShares(200), 1));
        }
        for (Listing each : all.subList(20, 24)) {
            engine.on(each.view(NOW - 2_000 * SECOND));
        }
        for (Listing each : all) {
            if (!within(each, 20, 28)) {
                Quantity volume = within(each, 15, 20) ? Quantity.ZERO : each.averageDailyVolume();
                engine.on(each.view(NOW - SECOND, volume, within(each, 5, 10)));
            }
        }
    }

    private boolean within(Listing listing, int from, int to) {
        int index = market.listings().indexOf(listing);
        return index >= from && index < to;
    }

    private Listing listing(int bound) {
        return market.listings().get(random.nextInt(bound));
    }

    private OrderRequest request(String key, Listing listing) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        double notional = 2_000 * Math.pow(1_000, random.nextDouble() * random.nextDouble());
        long shares = random.nextInt(100) == 0
                ? 1_200_000
                : Math.max(1, (long) (notional / listing.price().toDouble()));
        int kind = random.nextInt(100);
        double bps = kind < 7 ? 300 + random.nextInt(600) : random.nextInt(200) - 100;
        double exact = listing.price().toDouble() * (1 + side.sign() * bps / 1e4);
        Price limit = kind >= 95 ? null : Price.of(kind == 94 ? exact : Math.round(exact * 100) / 100.0);
        String trader = random.nextInt(100) == 0 ? "stranger" : TRADER;
        return request(key, trader, listing, side, Quantity.ofShares(shares), limit);
    }

    private static OrderRequest request(
            String key, String trader, Listing listing, Side side, Quantity quantity, Price limit) {
        return new OrderRequest(
                IdempotencyKey.of(key),
                AccountId.of("main"),
                TraderId.of(trader),
                listing.id(),
                side,
                quantity,
                limit == null ? OrderType.MARKET : OrderType.LIMIT,
                limit,
                TimeInForce.DAY);
    }

    /** The pack that judges. */
    PackContent pack() {
        return pack;
    }

    OrderDraft draft(int order) {
        return drafts.get(order);
    }

    /** Engine time of an order: the first ones come as a burst inside one second. The same in every pass. */
    long timeNanos(int order) {
        return order < BURST ? NOW + order * (SECOND / 2_000) : NOW + SECOND + order * (SECOND / 500);
    }

    GateFacts facts(int order) {
        return facts.get(order);
    }

    Gate gate() {
        return engine.engine().books().gate();
    }

    /** The pack with classes that agree with Drools. */
    CompiledPack compiled() throws PackRefusedException {
        CompiledPack compiled = compiler.await(pack);
        Agreement agreement = compiler.awaitAgreement(compiled);
        if (!agreement.reached()) {
            throw new IllegalStateException(agreement.difference());
        }
        return compiled;
    }

    PolicyGate policy() {
        return engine.policy();
    }

    @Override
    public void close() {
        engine.close();
        compiler.close();
    }
}
