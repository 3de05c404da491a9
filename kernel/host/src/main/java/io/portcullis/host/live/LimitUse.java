package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.order.Parents;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.policy.pack.LimitField;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is used of a limit, counted as the gate counts: everything pending as filled where that makes it larger.
 *
 * @param worst with everything pending
 * @param held without
 * @param where the name, sector or parent order that it is about; empty for all
 */
record LimitUse(double worst, double held, String where) {
    private static final LimitUse NOTHING = new LimitUse(0, 0, "");

    /** Which part is pending. */
    double pending() {
        return Math.max(0, worst - held);
    }

    /** Of a limit in a scope; null when it is not a running total. Engine thread. */
    static LimitUse of(Engine engine, LimitField limit, String scope) {
        Portfolio portfolio = engine.books().portfolio();
        double equity = Math.max(0, portfolio.equityRaw());
        return switch (limit) {
            case GROSS_MAX -> of(portfolio.worstGrossRaw(), portfolio.grossRaw(), equity, "");
            case NET_MAX -> of(worstNet(portfolio), Math.abs(portfolio.netRaw()), equity, "");
            case NAME_MAX -> name(portfolio, scope, equity);
            case SECTOR_MAX -> sector(portfolio, scope, equity);
            case DRAWDOWN_REDUCE_ONLY, DRAWDOWN_KILL -> all(portfolio.drawdown());
            case BETA_MAX -> all(fraction(betas(portfolio).net(), equity));
            case BETA_UNKNOWN_MAX -> all(fraction(betas(portfolio).unknown(), equity));
            case DAILY_LOSS_MAX -> all(portfolio.dayLoss());
            case ORDERS_PER_SECOND_MAX -> all(engine.books().counters().ordersThisSecond());
            case MESSAGES_PER_SECOND_MAX -> all(engine.books().counters().messagesThisSecond());
            case ORDER_TO_TRADE_MAX -> all(engine.books().counters().ordersPerFill());
            case CHILDREN_MAX -> children(engine.books().conduct().parents().busiest());
            case ORDER_NOTIONAL_MAX,
                    ORDER_QUANTITY_MAX,
                    ORDER_ADV_MAX,
                    COLLAR_BPS,
                    COLLAR_WINDOW_BPS,
                    REFERENCE_AGE_MAX_SECONDS,
                    BORROW_FEE_MAX_PERCENT,
                    REPEATS_MAX -> null;
        };
    }

    private static LimitUse children(Parents.Busiest parent) {
        return parent == null
                ? NOTHING
                : new LimitUse(parent.children(), parent.children(), parent.id().value());
    }

    private static LimitUse all(double used) {
        return new LimitUse(used, used, "");
    }

    /** Without equity every fraction is beyond any number, and nothing is shown. */
    private static LimitUse of(long worstRaw, long heldRaw, double equityRaw, String where) {
        return new LimitUse(fraction(worstRaw, equityRaw), fraction(heldRaw, equityRaw), where);
    }

    private static double fraction(long moneyRaw, double equityRaw) {
        return moneyRaw == 0 ? 0 : moneyRaw / equityRaw;
    }

    private static long worstNet(Portfolio portfolio) {
        return portfolio.positions().stream()
                .findFirst()
                .map(any -> portfolio.exposuresWith(any, 0).net())
                .orElse(0L);
    }

    private static Portfolio.Betas betas(Portfolio portfolio) {
        return portfolio.positions().stream()
                .findFirst()
                .map(any -> portfolio.betasWith(any, 0))
                .orElse(new Portfolio.Betas(0, 0));
    }

    private static LimitUse name(Portfolio portfolio, String scope, double equity) {
        LimitUse largest = NOTHING;
        for (Position position : covered(portfolio.positions(), scope)) {
            long worst = portfolio.exposuresWith(position, 0).name();
            LimitUse use = of(
                    worst,
                    Math.abs(position.valueRaw()),
                    equity,
                    position.instrument().value());
            largest = use.worst > largest.worst ? use : largest;
        }
        return largest;
    }

    private static LimitUse sector(Portfolio portfolio, String scope, double equity) {
        Map<String, Long> held = new TreeMap<>();
        for (Position position : covered(portfolio.positions(), scope)) {
            held.put(position.sector(), 0L);
        }
        portfolio
                .positions()
                .forEach(position -> held.computeIfPresent(
                        position.sector(), (sector, sum) -> Math.addExact(sum, Math.abs(position.valueRaw()))));
        LimitUse largest = NOTHING;
        for (Map.Entry<String, Long> sector : held.entrySet()) {
            LimitUse use = of(portfolio.sectorWorstRaw(sector.getKey()), sector.getValue(), equity, sector.getKey());
            largest = use.worst > largest.worst ? use : largest;
        }
        return largest;
    }

    private static Collection<Position> covered(Collection<Position> positions, String scope) {
        return positions.stream()
                .filter(position -> !scope.startsWith("instrument:") && !scope.startsWith("sector:")
                        || scope.equals("sector:" + position.sector())
                        || scope.equals("instrument:" + position.instrument()))
                .toList();
    }
}
