package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.host.server.LimitView;
import io.portcullis.host.server.LimitsView;
import io.portcullis.model.value.Money;
import io.portcullis.policy.gate.Headroom;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import java.util.ArrayList;
import java.util.List;

/** The global limits of the active pack, and what is used of those that are running totals. */
final class Limits {
    private static final String FACT = "limits.";

    private Limits() {}

    static LimitsView view(Engine engine, LimitTable table, long position) {
        List<LimitView> rows = new ArrayList<>();
        for (LimitField field : LimitField.values()) {
            Double limit = table == null
                    ? null
                    : table.atTime(engine.timeNanos()).global(field).orElse(null);
            Double used = used(engine, field);
            Double headroom = limit == null || used == null ? null : limit - used;
            rows.add(new LimitView(field.kebab(), "global", unit(field), limit, used, headroom));
        }
        return new LimitsView(engine.policy().activePack().hex(), rows, position);
    }

    /** What an order leaves of one limit; a number that stands in the rule itself goes by the rule's name. */
    static LimitView view(Headroom headroom) {
        LimitField field = headroom.limit().startsWith(FACT)
                ? LimitField.named(headroom.limit().substring(FACT.length())).orElse(null)
                : null;
        return new LimitView(
                field == null ? headroom.rule() : field.kebab(),
                "order",
                field == null ? headroom.measure() : unit(field),
                headroom.limitValue(),
                headroom.value(),
                headroom.headroom());
    }

    /** The unit that the numbers are in: the first of those that limits.csv may use. */
    private static String unit(LimitField field) {
        return field.units().split(",")[0];
    }

    private static Double used(Engine engine, LimitField field) {
        Portfolio portfolio = engine.books().portfolio();
        double equity = portfolio.equityRaw() / (double) Money.ONE;
        return switch (field.field()) {
            case "grossMax" -> portfolio.worstGrossRaw() / (double) Money.ONE / equity;
            case "netMax" -> Math.abs(portfolio.netRaw() / (double) Money.ONE / equity);
            case "nameMax" ->
                portfolio.positions().stream()
                                .mapToLong(Position::valueRaw)
                                .map(Math::abs)
                                .max()
                                .orElse(0)
                        / (double) Money.ONE
                        / equity;
            case "sectorMax" ->
                portfolio.positions().stream()
                                .map(Position::sector)
                                .distinct()
                                .mapToLong(portfolio::sectorWorstRaw)
                                .max()
                                .orElse(0)
                        / (double) Money.ONE
                        / equity;
            case "drawdownReduceOnly", "drawdownKill" -> portfolio.drawdown();
            case "ordersPerSecondMax" -> (double) engine.books().counters().ordersThisSecond();
            default -> null;
        };
    }
}
