package io.portcullis.policy.cases;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.TradingState;
import io.portcullis.policy.Ring;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.pack.LimitTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a pack says to a case.
 *
 * @param verdict ALLOW, REDUCE or DENY; for watch rules NONE, REDUCE_ONLY or KILLED
 * @param rules every rule that spoke, and the codes of what was missing
 * @param facts what it was judged on
 */
public record CaseOutcome(String verdict, Set<String> rules, FieldReader facts) {
    /**
     * Judges a case.
     *
     * @param limits what cells such as {@code @gross-max} lean on
     * @param epochDay on which day
     * @throws IllegalArgumentException when a cell is no value of its fact
     */
    public static CaseOutcome of(PackCase each, PackJudge judge, LimitTable limits, long epochDay) {
        if (each.ring() == Ring.GATE) {
            GateFacts facts = CaseFacts.gate(each.cells(), limits, epochDay);
            Ruling ruling = judge.judge(facts);
            return new CaseOutcome(ruling.verdict().name(), labels(ruling.reasons()), FieldReader.of(facts));
        }
        WatchFacts facts = CaseFacts.watch(each.cells(), limits, epochDay);
        WatchRuling ruling = judge.watch(facts);
        String verdict = ruling.actions().stream()
                .map(WatchRuling.Action::state)
                .max(TradingState::compareTo)
                .map(TradingState::name)
                .orElse("NONE");
        List<Reason> reasons = Stream.concat(
                        ruling.warnings().stream(), ruling.actions().stream().map(WatchRuling.Action::reason))
                .toList();
        return new CaseOutcome(verdict, labels(reasons), FieldReader.of(facts));
    }

    private static Set<String> labels(Collection<Reason> reasons) {
        return new TreeSet<>(reasons.stream().map(Reason::label).toList());
    }
}
