package io.portcullis.host.timemachine;

import io.portcullis.engine.Books;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.policy.pack.ScopedLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that judged.
 *
 * @param pack the pack's name; empty when none was active, and then every order was denied
 * @param packHash its hash: what identifies a version of it
 * @param policyVersion the rule engine of the session
 * @param activatedAt when it was activated; empty when none was
 * @param activatedPosition where in the log
 * @param activatedBy by whom
 * @param gate ids of the rules that each order passed
 * @param watch ids of the rules that watched
 * @param limits every limit by scope
 */
record RulesThen(
        String pack,
        String packHash,
        String policyVersion,
        String activatedAt,
        long activatedPosition,
        String activatedBy,
        List<String> gate,
        List<String> watch,
        List<Limit> limits) {

    /**
     * One limit that was in force, in the limit's own unit.
     *
     * @param limit which
     * @param scope for what
     * @param value how much
     * @param unit of what
     */
    record Limit(String limit, String scope, double value, String unit) {}

    static RulesThen of(Books books, PackHash active, Packs packs, ScopedLimits inForce) {
        String policyVersion = books.session().policyVersion();
        if (active.equals(PackHash.NONE)) {
            return new RulesThen("", active.hex(), policyVersion, "", 0, "", List.of(), List.of(), List.of());
        }
        RulePack pack = packs.read(active);
        return new RulesThen(
                pack.manifest().name(),
                active.hex(),
                policyVersion,
                Decimals.time(books.activation().sinceNanos()),
                books.activation().position(),
                books.activation().by(),
                pack.manifest().gate(),
                pack.manifest().watch(),
                limits(inForce));
    }

    private static List<Limit> limits(ScopedLimits table) {
        List<Limit> rows = new ArrayList<>();
        for (String scope : table.scopes()) {
            for (LimitField field : LimitField.values()) {
                table.in(scope, field)
                        .ifPresent(value -> rows.add(new Limit(
                                field.kebab(), scope, value, field.units().split(",")[0])));
            }
        }
        return rows;
    }
}
