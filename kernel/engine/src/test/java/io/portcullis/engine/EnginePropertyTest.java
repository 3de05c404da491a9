package io.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What must hold after any sequence of events. The seed of a failing run is printed by jqwik. */
class EnginePropertyTest {
    private static final int STEPS = 120;

    @Property(tries = 200)
    @Label("running exposure sums equal sums made from scratch")
    void exposureSumsEqualNaiveSums(@ForAll long seed) {
        Scene scene = Scene.open();
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            step(scene, random);
        }
        long gross = 0;
        long net = 0;
        long worst = 0;
        for (Position p : scene.engine.books().portfolio().positions()) {
            long value = Price.notionalRaw(p.markRaw(), p.quantityRaw());
            long up = Price.notionalRaw(p.markRaw(), p.quantityRaw() + p.pendingBuyRaw());
            long down = Price.notionalRaw(p.markRaw(), p.quantityRaw() - p.pendingSellRaw());
            gross += Math.abs(value);
            net += value;
            worst += Math.max(Math.abs(up), Math.abs(down));
        }
        assertThat(scene.engine.books().portfolio().grossRaw()).isEqualTo(gross);
        assertThat(scene.engine.books().portfolio().netRaw()).isEqualTo(net);
        assertThat(scene.engine.books().portfolio().worstGrossRaw()).isEqualTo(worst);
    }

    @Property(tries = 100)
    @Label("a snapshot plus the tail gives the state and the outputs of the whole log")
    void snapshotPlusTailEqualsWhole(@ForAll long seed) {
        Scene scene = Scene.open();
        Random random = new Random(seed);
        int cut = random.nextInt(STEPS);
        List<Object> snapshot = null;
        int logAtCut = 0;
        int decisionsAtCut = 0;
        for (int i = 0; i < STEPS; i++) {
            if (i == cut) {
                snapshot = Scene.stateOf(scene.engine);
                logAtCut = scene.log.size();
                decisionsAtCut = scene.decisions.size();
            }
            step(scene, random);
        }
        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(snapshot));
        for (int i = logAtCut; i < scene.log.size(); i++) {
            restored.engine.on(i + 1, scene.log.get(i), restored);
        }
        assertThat(Scene.stateOf(restored.engine)).isEqualTo(Scene.stateOf(scene.engine));
        assertThat(restored.decisions.stream().map(DecisionRecord::chain))
                .isEqualTo(scene.decisions.subList(decisionsAtCut, scene.decisions.size()).stream()
                        .map(DecisionRecord::chain)
                        .toList());
    }

    @Property(tries = 50)
    @Label(
            "a state whose unchanged parts are written as before is the state, whenever it is written, over days and after a restore")
    void unchangedPartsAreWrittenAsBefore(@ForAll long seed) {
        Scene scene = Scene.open();
        KeptParts kept = new KeptParts();
        Random random = new Random(seed);
        for (int i = 0; i < 12 * STEPS; i++) {
            step(scene, random);
            if (random.nextInt(20) == 0) {
                assertThat(kept.stateOf(scene.engine)).isEqualTo(Scene.stateOf(scene.engine));
            }
        }
        assertThat(kept.reused()).isPositive();
        Scene restored = new Scene();
        restored.engine.restore(kept.reader(kept.stateOf(scene.engine)));
        int reused = kept.reused();
        assertThat(kept.stateOf(restored.engine)).isEqualTo(Scene.stateOf(scene.engine));
        assertThat(kept.reused()).isGreaterThan(reused);
    }

    @Property(tries = 100)
    @Label("no combination of fills carries exposure above a limit that the gate checks with everything pending")
    void noFillLeavesExposureAboveTheLimit(@ForAll long seed) {
        Scene scene = Scene.open();
        double limit = 0.5;
        scene.policy.ruling = facts -> facts.exposure().getGrossAfter() <= limit
                ? new Ruling(Verdict.ALLOW, 0, List.of())
                : new Ruling(Verdict.DENY, 0, List.of());
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            switch (random.nextInt(3)) {
                case 0 ->
                    scene.order(
                            random.nextBoolean() ? Side.BUY : Side.SELL,
                            random.nextBoolean() ? Scene.ACME : Scene.BOLT,
                            1 + random.nextInt(3000));
                case 1 -> fillSome(scene, random);
                default -> endSome(scene, random);
            }
            double gross = scene.engine.books().portfolio().grossRaw() / 1e6;
            // marks do not move here, so equity is the start less fees
            assertThat(gross / 1_000_000).isLessThanOrEqualTo(limit + 1e-9);
        }
    }

    @Property(tries = 100)
    @Label("while killed nothing but cancels and queries leaves")
    void killDominates(@ForAll long seed) {
        Scene scene = Scene.open();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            step(scene, random);
        }
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "test", "property"));
        int sent = scene.sent.size();
        for (int i = 0; i < 40; i++) {
            step(scene, random);
        }
        assertThat(scene.sent.subList(sent, scene.sent.size()))
                .noneMatch(command -> command instanceof VenueCommand.NewOrder);
    }

    @Property(tries = 200)
    @Label("every order that passed either left or is withdrawn in the log, behind its decision, whatever overtook it")
    void passedOrdersLeaveOrAreWithdrawn(@ForAll long seed) {
        Scene scene = Scene.open();
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            scene.onUnrecorded(anything(scene, random));
            if (random.nextInt(3) == 0) {
                scene.record();
                scene.time += random.nextInt(1_000_000);
            }
        }
        scene.record();
        Map<ClientOrderId, OrderState> fates = new TreeMap<>();
        for (EngineEvent event : scene.log) {
            if (event instanceof EngineEvent.GateDecided decided
                    && decided.record().decision().passes()) {
                fates.put(decided.record().orderId(), OrderState.SUBMITTED);
            } else if (event instanceof EngineEvent.OrderWithdrawn withdrawn) {
                assertThat(fates.put(withdrawn.orderId(), OrderState.UNSENT)).isEqualTo(OrderState.SUBMITTED);
            }
        }
        Set<ClientOrderId> left = scene.sent.stream()
                .filter(VenueCommand.NewOrder.class::isInstance)
                .map(VenueCommand::orderId)
                .collect(Collectors.toSet());
        fates.forEach((order, fate) -> assertThat(left.contains(order)).isEqualTo(fate == OrderState.SUBMITTED));
        // no venue answers here, so what is UNSENT is what was withdrawn
        scene.engine.books().orders().all().stream()
                .filter(order -> order.state() == OrderState.UNSENT)
                .forEach(order -> assertThat(fates).containsEntry(order.id(), OrderState.UNSENT));
    }

    /** An order most of the time, else something that may overtake it. */
    private static EngineEvent anything(Scene scene, Random random) {
        var instrument = random.nextBoolean() ? Scene.ACME : Scene.BOLT;
        return switch (random.nextInt(12)) {
            case 0 -> new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "test", "property");
            case 1, 2 -> new EngineEvent.ResumeRequested(scene.time, Scope.GLOBAL, "test");
            case 3 -> new EngineEvent.CorporateActionApplied(scene.time, instrument, Scene.DAY, 2, 1, Price.of(0));
            case 4 -> new EngineEvent.InstrumentDefined(scene.time, instrument, "none", random.nextBoolean());
            case 5 -> new EngineEvent.CancelRequested(scene.time, anyOrder(scene, random), "test");
            case 6 ->
                new EngineEvent.SessionStarted(
                        scene.time,
                        "T" + scene.log.size(),
                        EngineEvent.SessionKind.LIVE,
                        Engine.VERSION,
                        "test",
                        Scene.usd(1),
                        EngineSettings.ofToday(Map.of()));
            default ->
                new EngineEvent.OrderRequested(
                        scene.time,
                        scene.request(random.nextBoolean() ? Side.BUY : Side.SELL, instrument, 1 + random.nextInt(9)));
        };
    }

    private static ClientOrderId anyOrder(Scene scene, Random random) {
        int known = scene.decisions.size();
        return known == 0
                ? ClientOrderId.of("none-yet")
                : scene.decisions.get(random.nextInt(known)).orderId();
    }

    private static void step(Scene scene, Random random) {
        scene.time += random.nextInt(1_000_000_000);
        var instrument = random.nextBoolean() ? Scene.ACME : Scene.BOLT;
        switch (random.nextInt(7)) {
            case 0, 1 -> scene.order(random.nextBoolean() ? Side.BUY : Side.SELL, instrument, 1 + random.nextInt(200));
            case 2 -> fillSome(scene, random);
            case 3 -> endSome(scene, random);
            case 4 -> scene.view(instrument, 40 + random.nextInt(100));
            case 5 -> scene.tick(random.nextInt(4) == 0 ? EngineEvent.Phase.DAY_ROLL : EngineEvent.Phase.SECOND);
            default ->
                scene.on(new EngineEvent.CorporateActionApplied(
                        scene.time,
                        instrument,
                        Scene.DAY,
                        1 + random.nextInt(3),
                        1 + random.nextInt(3),
                        Price.of(0.1)));
        }
    }

    private static void fillSome(Scene scene, Random random) {
        var open = scene.engine.books().orders().open();
        if (open.isEmpty()) {
            return;
        }
        var order = open.get(random.nextInt(open.size()));
        var record = scene.decisions.stream()
                .filter(each -> each.orderId().equals(order.id()))
                .findFirst()
                .orElseThrow();
        long shares = order.openRaw() / 100_000_000L;
        // at the mark, so that fills move no equity but by their fee
        long mark =
                scene.engine.books().portfolio().position(order.instrument()).markRaw();
        scene.fill(record, 1 + random.nextInt((int) shares), new Price(mark).toDouble());
    }

    private static void endSome(Scene scene, Random random) {
        var open = scene.engine.books().orders().open();
        if (!open.isEmpty()) {
            var order = open.get(random.nextInt(open.size()));
            scene.report(new VenueReport.Canceled(order.id(), "random", scene.time));
        }
    }
}
