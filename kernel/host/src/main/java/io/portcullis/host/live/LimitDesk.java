package io.portcullis.host.live;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.approval.DeskLog;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.ServerRefusal.Kind;
import io.portcullis.host.server.Tightening;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.ScopedLimits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lowers a limit in a hurry: one person, for a while, and never anything but tighter. What lowering it does is proven on the pack that
 * judges before it is done. Thread-safe.
 */
final class LimitDesk {
    /** Longer than that it is no emergency but an edit of the pack. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final DeskLog log;
    private final PackStage stage;
    private final TighteningProof proof;

    LimitDesk(DeskLog log, PackStage stage, PackCompiler compiler) {
        this.log = log;
        this.stage = stage;
        this.proof = new TighteningProof(compiler);
    }

    /** Refuses whatever would not tighten; otherwise it is in the log, and taken by the engine, when this returns. */
    void tighten(Tightening wanted, String by) {
        ApprovalDesk.requireReason(wanted.reason());
        LimitField field = LimitField.named(wanted.limit())
                .orElseThrow(() -> invalid("there is no limit '" + wanted.limit() + "'"
                        + Nearest.hint(wanted.limit(), LimitField.NAMES) + "; known are "
                        + String.join(", ", LimitField.NAMES)));
        if (!LimitTable.isScope(wanted.scope())) {
            throw invalid("scope must be global or " + String.join(":NAME, ", LimitTable.SCOPES) + ":NAME, got '"
                    + wanted.scope() + "'");
        }
        double value = value(field, wanted);
        long now = log.now();
        long until = until(wanted.until(), now);
        synchronized (stage) {
            CompiledPack active = active();
            requireLower(field, wanted.scope(), value, active.pack().limits().atTime(now), now);
            requireTighter(field, value, active);
            log.append(new LimitTightened(log.now(), field.field(), wanted.scope(), value, until, by, wanted.reason()));
            log.ask(engine -> engine.timeNanos());
        }
    }

    private static double value(LimitField field, Tightening wanted) {
        String unit = wanted.unit().isEmpty() ? field.unit() : wanted.unit();
        double value = field.convert(wanted.value(), unit)
                .orElseThrow(() -> invalid("unit of " + field.kebab() + " must be one of " + field.units() + ", got '"
                        + wanted.unit() + "'"));
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw invalid("the value must not be below 0, got " + wanted.value());
        }
        return value;
    }

    private static long until(Instant until, long now) {
        Instant from = Instant.ofEpochSecond(0, now);
        try {
            if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
                throw invalid("it must end after now, " + from + ", and within " + LONGEST.toDays()
                        + " days; what shall last longer is an edit of the pack");
            }
            return now + Duration.between(from, until).toNanos();
        } catch (DateTimeException | ArithmeticException e) {
            throw invalid("it must end within " + LONGEST.toDays() + " days, got " + until);
        }
    }

    private CompiledPack active() {
        try {
            return stage.compiled(stage.activeHash());
        } catch (PackRefusedException e) {
            throw new ServerRefusal(
                    Kind.CONFLICT,
                    "the pack that judges cannot be read: " + e.findings().get(0));
        }
    }

    private void requireLower(LimitField field, String scope, double value, ScopedLimits pack, long now) {
        Optional<Double> own =
                scope.equals(LimitTable.GLOBAL) ? pack.loosest(field) : Limits.inForce(pack, field, scope);
        List<LimitTightened> tightened =
                log.ask(engine -> engine.books().tightenings().inForce(now));
        double most = Math.min(
                own.orElseThrow(() -> invalid(field.kebab() + " is not set in the pack that judges; every order that"
                        + " needs it is refused already")),
                Limits.lowest(field, scope, tightened)
                        .map(LimitTightened::value)
                        .orElse(Double.POSITIVE_INFINITY));
        if (value >= most) {
            throw invalid(field.kebab() + " of " + scope + " is " + most + " " + field.unit() + " now, and " + value
                    + " would not lower it; 'limits set' only tightens. To allow more, edit the pack and bring it in"
                    + " ('rules activate', by two people in prod)");
        }
    }

    private void requireTighter(LimitField field, double value, CompiledPack active) {
        proof.objection(active, field, value).ifPresent(objection -> {
            throw new ServerRefusal(Kind.CONFLICT, objection + "; edit the pack instead");
        });
    }

    private static ServerRefusal invalid(String message) {
        return new ServerRefusal(Kind.INVALID, message);
    }
}
