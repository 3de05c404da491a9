package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.server.LimitView;
import io.portcullis.host.server.LimitsView;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.policy.gate.Headroom;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.ScopedLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The limits that are in force, and what is used of those that are running totals. */
final class Limits {
    private static final String FACT = "limits.";

    private Limits() {}

    /** Every limit in every scope that sets it or was tightened. Engine thread. */
    static LimitsView view(Engine engine, LimitTable table, long position) {
        List<LimitsView.Row> rows = new ArrayList<>();
        ScopedLimits pack = table == null ? null : table.atTime(engine.timeNanos());
        List<LimitTightened> tightened = engine.books().tightenings().inForce(engine.timeNanos());
        for (LimitField field : LimitField.values()) {
            for (String scope : scopes(field, pack, tightened)) {
                rows.add(row(engine, field, scope, pack, tightened));
            }
        }
        return new LimitsView(engine.policy().activePack().hex(), rows, position);
    }

    private static Set<String> scopes(LimitField field, ScopedLimits pack, List<LimitTightened> tightened) {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(LimitTable.GLOBAL);
        if (pack != null) {
            pack.scopes().stream()
                    .filter(scope -> pack.in(scope, field).isPresent())
                    .forEach(scopes::add);
        }
        tightened.stream()
                .filter(each -> each.limit().equals(field.field()))
                .map(LimitTightened::scope)
                .sorted()
                .forEach(scopes::add);
        return scopes;
    }

    private static LimitsView.Row row(
            Engine engine, LimitField field, String scope, ScopedLimits pack, List<LimitTightened> tightened) {
        Double own = pack == null ? null : inForce(pack, field, scope).orElse(null);
        Optional<LimitTightened> lowered =
                lowest(field, scope, tightened).filter(each -> own != null && each.value() < own);
        Double limit = lowered.map(LimitTightened::value).orElse(own);
        LimitUse use = known(LimitUse.of(engine, field, scope));
        return new LimitsView.Row(
                field.kebab(),
                scope,
                field.unit(),
                limit,
                use == null ? null : use.worst(),
                use == null ? null : use.pending(),
                limit == null || use == null || limit <= 0 ? null : Double.valueOf(100 * use.worst() / limit),
                limit == null || use == null ? null : Double.valueOf(limit - use.worst()),
                use == null ? "" : use.where(),
                lowered.map(Limits::words).orElse(""));
    }

    private static LimitUse known(LimitUse use) {
        return use != null && Double.isFinite(use.worst()) ? use : null;
    }

    /** What the pack allows there: the scope's own limit, else the global one. */
    static Optional<Double> inForce(ScopedLimits pack, LimitField field, String scope) {
        return pack.in(scope, field).or(() -> pack.global(field));
    }

    /** The lowest of the tightenings that hold for the whole of a scope. */
    static Optional<LimitTightened> lowest(LimitField field, String scope, List<LimitTightened> tightened) {
        return tightened.stream()
                .filter(each -> each.limit().equals(field.field())
                        && (each.scope().equals(scope) || each.scope().equals(LimitTable.GLOBAL)))
                .min((left, right) -> Double.compare(left.value(), right.value()));
    }

    /** Until when, who and why. */
    private static String words(LimitTightened tightened) {
        return "until " + Instant.ofEpochSecond(0, tightened.untilNanos()) + " by " + tightened.by() + ": "
                + tightened.reason();
    }

    /** What an order leaves of one limit; a number that stands in the rule itself goes by the rule's name. */
    static LimitView view(Headroom headroom) {
        LimitField field = headroom.limit().startsWith(FACT)
                ? LimitField.named(headroom.limit().substring(FACT.length())).orElse(null)
                : null;
        return new LimitView(
                field == null ? headroom.rule() : field.kebab(),
                "order",
                field == null ? headroom.measure() : field.unit(),
                headroom.limitValue(),
                headroom.value(),
                headroom.headroom());
    }
}
