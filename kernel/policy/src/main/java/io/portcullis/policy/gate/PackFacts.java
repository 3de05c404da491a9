package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.policy.Finding;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RestrictedList;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pack adds to the facts of an order: its limits, and that an instrument is restricted.
 *
 * @param limits its limits
 * @param restricted its restricted list
 */
record PackFacts(LimitTable limits, RestrictedList restricted) {
    /** Of a pack whose rules nobody reads; null when these two files alone are not sound. */
    static PackFacts of(PackContent content) {
        List<Finding> findings = new ArrayList<>();
        LimitTable limits = LimitTable.read(content.text(LimitTable.FILE), findings);
        RestrictedList restricted = RestrictedList.of(content, findings);
        return findings.isEmpty() ? new PackFacts(limits, restricted) : null;
    }

    /** Sets them and returns the facts. */
    GateFacts set(GateFacts facts) {
        String symbol = facts.instrument().getSymbol();
        limits.resolve(facts);
        facts.ceilings().apply(facts.limits());
        if (symbol != null && restricted.contains(symbol)) {
            facts.instrument().setRestricted(true);
        }
        return facts;
    }
}
