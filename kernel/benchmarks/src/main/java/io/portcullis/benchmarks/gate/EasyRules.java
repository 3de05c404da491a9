package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.scene.GeneratedPack.Kind;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngine;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;

/**
 * The rules as a programmer gives them to easy-rules: a Java lambda for each condition, and a method for what follows. The facts of an
 * order are one fact of the engine's, put there once.
 */
final class EasyRules extends OnFacts {
    private static final double LIVE_AGE_SECONDS_MAX = 900;
    private static final Predicate<GateFacts> ALWAYS = facts -> true;
    private static final Predicate<GateFacts> RAISING = facts -> !facts.order().isReducing();
    private static final Predicate<GateFacts> SHORT =
            RAISING.and(facts -> facts.order().isShortSale());
    private static final Predicate<GateFacts> BORROWED =
            SHORT.and(facts -> facts.instrument().isBorrowListed());

    private final Denials denials = new Denials();
    private final RulesEngine engine = new DefaultRulesEngine();
    private final Rules rules = new Rules();
    private final Facts given = new Facts();

    /**
     * The shipped rules, and those of the sectors.
     *
     * @param tiers of the generated pack; 0 for the repository's
     */
    EasyRules(GateOrders orders, int tiers) {
        super("easy-rules", orders);
        given.put("order", facts);
        market();
        exposure();
        order();
        borrow();
        if (tiers == 0) {
            conduct();
        }
        for (int tier = 0; tier < tiers; tier++) {
            for (String sector : Market.sectors()) {
                sector(sector, tier);
            }
        }
    }

    private void market() {
        above(
                "price-collar",
                ALWAYS,
                f -> f.order().getCollarBps(),
                f -> f.limits().getCollarBps());
        when("restricted-list", f -> f.instrument().isRestricted());
        when("market-halted", f -> f.market().isHalted());
        when("not-tradable", RAISING.and(f -> !f.instrument().isTradable()));
        when("tick-size", f -> !f.order().isOnTick());
        when("attribution", f -> !f.order().isAttributed());
        above(
                "reference-age",
                ALWAYS,
                f -> f.market().getAgeSeconds(),
                f -> f.limits().getReferenceAgeMaxSeconds());
        above(
                "reference-age-live",
                RAISING.and(f -> f.session().isOpen() && f.session().getKind().equals("LIVE")),
                f -> f.market().getAgeSeconds(),
                f -> LIVE_AGE_SECONDS_MAX);
    }

    private void exposure() {
        above(
                "gross-limit",
                RAISING,
                f -> f.exposure().getGrossAfter(),
                f -> f.limits().getGrossMax());
        above(
                "net-limit",
                RAISING,
                f -> f.exposure().getNetAfter(),
                f -> f.limits().getNetMax());
        above(
                "name-limit",
                RAISING,
                f -> f.exposure().getNameAfter(),
                f -> f.limits().getNameMax());
        above(
                "sector-limit",
                RAISING,
                f -> f.exposure().getSectorAfter(),
                f -> f.limits().getSectorMax());
        above(
                "drawdown-ramp",
                RAISING,
                f -> f.exposure().getGrossRamped(),
                f -> f.limits().getGrossMax());
        above(
                "beta-unknown",
                RAISING,
                f -> f.exposure().getBetaUnknown(),
                f -> f.limits().getBetaUnknownMax());
    }

    private void order() {
        above(
                "order-notional",
                RAISING,
                f -> f.order().getNotional(),
                f -> f.limits().getOrderNotionalMax());
        above(
                "order-quantity",
                RAISING,
                f -> f.order().getQuantity(),
                f -> f.limits().getOrderQuantityMax());
        above(
                "order-adv",
                RAISING,
                f -> f.market().getParticipation(),
                f -> f.limits().getOrderAdvMax());
        Predicate<GateFacts> unknown = RAISING.and(f -> f.market().getAverageDailyVolume() <= 0);
        says("order-adv-unknown", unknown, f -> f.market().getAverageDailyVolume(), f -> 0);
        above(
                "order-rate",
                RAISING,
                f -> f.counters().getOrdersThisSecond(),
                f -> f.limits().getOrdersPerSecondMax());
        when("self-trade", RAISING.and(f -> f.order().isCrossesOwn()));
    }

    private void borrow() {
        when("borrow-not-listed", SHORT.and(f -> !f.instrument().isBorrowListed()));
        above(
                "borrow-not-available",
                BORROWED,
                f -> f.exposure().getShortAfter(),
                f -> f.instrument().getBorrowAvailable());
        above(
                "borrow-fee",
                BORROWED,
                f -> f.instrument().getBorrowFeePercent(),
                f -> f.limits().getBorrowFeeMaxPercent());
    }

    /** What the generated pack leaves out. */
    private void conduct() {
        Predicate<GateFacts> ruined = RAISING.and(f -> f.account().getEquity() <= 0);
        says("equity-exhausted", ruined, f -> f.account().getEquity(), f -> 0);
        above(
                "beta-limit",
                RAISING,
                f -> f.exposure().getBetaAfter(),
                f -> f.limits().getBetaMax());
        above(
                "message-rate",
                RAISING,
                f -> f.counters().getMessagesThisSecond(),
                f -> f.limits().getMessagesPerSecondMax());
        above(
                "order-to-trade",
                RAISING,
                f -> f.counters().getOrdersPerFill(),
                f -> f.limits().getOrderToTradeMax());
        above(
                "duplicate-order",
                RAISING,
                f -> f.order().getRepeats(),
                f -> f.limits().getRepeatsMax());
        when(
                "session-closed",
                f -> !f.session().isOpen() && f.order().getTimeInForce().equals("IMMEDIATE_OR_CANCEL"));
        above(
                "price-collar-window",
                RAISING,
                f -> f.order().getCollarWindowBps(),
                f -> f.limits().getCollarWindowBps());
        above(
                "sliced-quantity",
                RAISING,
                f -> f.order().getSlicedQuantity(),
                f -> f.limits().getOrderQuantityMax());
        above(
                "sliced-notional",
                RAISING,
                f -> f.order().getSlicedNotional(),
                f -> f.limits().getOrderNotionalMax());
        above(
                "sliced-adv",
                RAISING,
                f -> f.market().getSlicedParticipation(),
                f -> f.limits().getOrderAdvMax());
        above(
                "parent-quantity",
                ALWAYS,
                f -> f.order().getChildrenQuantity(),
                f -> f.order().getParentQuantity());
        above(
                "children-of-one-order",
                RAISING,
                f -> f.order().getChildren(),
                f -> f.limits().getChildrenMax());
    }

    private void sector(String sector, int tier) {
        Predicate<GateFacts> here = f -> f.instrument().getSector().equals(sector);
        above(Kind.NOTIONAL, sector, tier, here.and(RAISING), f -> f.order().getNotional());
        above(
                Kind.PARTICIPATION,
                sector,
                tier,
                here.and(RAISING),
                f -> f.market().getParticipation());
        above(Kind.SHORT, sector, tier, here.and(SHORT), f -> f.exposure().getShortAfter());
        double far = Kind.FAR.limit(tier);
        String id = Kind.FAR.rule(sector, tier);
        rules.register(new RuleBuilder()
                .name(id)
                .when(f -> here.test(facts) && facts.order().getCollarBps() > far)
                .then(f -> denials.warn(id, facts.order().getCollarBps(), far))
                .build());
    }

    private void above(
            Kind kind, String sector, int tier, Predicate<GateFacts> guard, ToDoubleFunction<GateFacts> value) {
        double limit = kind.limit(tier);
        above(kind.rule(sector, tier), guard, value, f -> limit);
    }

    private void above(
            String id,
            Predicate<GateFacts> guard,
            ToDoubleFunction<GateFacts> value,
            ToDoubleFunction<GateFacts> limit) {
        says(id, guard.and(f -> value.applyAsDouble(f) > limit.applyAsDouble(f)), value, limit);
    }

    private void says(
            String id,
            Predicate<GateFacts> condition,
            ToDoubleFunction<GateFacts> value,
            ToDoubleFunction<GateFacts> limit) {
        rules.register(new RuleBuilder()
                .name(id)
                .when(f -> condition.test(facts))
                .then(f -> denials.deny(id, value.applyAsDouble(facts), limit.applyAsDouble(facts)))
                .build());
    }

    private void when(String id, Predicate<GateFacts> condition) {
        rules.register(new RuleBuilder()
                .name(id)
                .when(f -> condition.test(facts))
                .then(f -> denials.deny(id))
                .build());
    }

    @Override
    public Verdict judge() {
        denials.clear();
        engine.fire(rules, given);
        return denials.verdict();
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(denials.reasons());
    }
}
