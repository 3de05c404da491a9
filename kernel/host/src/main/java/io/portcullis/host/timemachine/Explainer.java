package io.portcullis.host.timemachine;

import io.portcullis.engine.gate.Gate;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.Headroom;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.Words;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.transport.RecordedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains a recorded decision: replays to the moment before it, asks the gate about the order once more and about variants of it. What
 * it says of the rules is what the log says; what it says would have passed, the gate has said on the state of then.
 */
final class Explainer {
    private final TimeMachine machine;

    Explainer(TimeMachine machine) {
        this.machine = machine;
    }

    ExplainAnswer explain(String decision) throws IOException {
        RecordedEvent found = machine.find(decision);
        DecisionRecord record = ((EngineEvent.GateDecided) found.event()).record();
        TimeMachine.Stopped stopped = machine.stopBefore(record);
        PackHash hash = record.decision().pack();
        if (hash.equals(PackHash.NONE)) {
            return answer(found, record, new Findings(false, Map.of(), List.of(), List.of()), stopped);
        }
        RulePack pack = stopped.state().packs().read(hash);
        try (DroolsGate real = machine.realGate()) {
            real.stage(hash, hash.hex(), stopped.state().packs().bytes(hash));
            real.activate(hash);
            stopped.gate().judgeWith(real);
            return answer(found, record, look(record, pack, stopped, real), stopped);
        } catch (IllegalStateException e) {
            throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, e.getMessage());
        }
    }

    private static Findings look(DecisionRecord record, RulePack pack, TimeMachine.Stopped stopped, DroolsGate real) {
        WhatIf order = new WhatIf(stopped.state().engine(), stopped.gate(), record);
        Gate.Judgement again = order.again();
        List<Headroom> headroom = again.facts().length == 0
                ? List.of()
                : real.headroom(stopped.state().engine().books().gate().lastFacts());
        boolean confirmed = again.decision().equals(record.decision());
        Map<String, Rule> rules = pack.rules().stream().collect(Collectors.toMap(Rule::id, rule -> rule));
        boolean refused = record.decision().verdict() != Verdict.ALLOW && again.facts().length > 0;
        return new Findings(confirmed, rules, headroom, refused ? order.smallestChanges() : List.of());
    }

    private static ExplainAnswer answer(
            RecordedEvent found, DecisionRecord record, Findings findings, TimeMachine.Stopped stopped) {
        List<ExplainAnswer.Fired> fired = record.decision().reasons().stream()
                .map(reason -> fired(reason, findings.rules))
                .toList();
        List<ExplainAnswer.NearMiss> near = nearMisses(findings.headroom, fired);
        List<String> notes = new ArrayList<>(stopped.state().notes());
        notes.addAll(unasked(findings.headroom, fired));
        stopped.state().engine().books().tightenings().inForce(record.timeNanos()).stream()
                .map(Explainer::tightened)
                .forEach(notes::add);
        if (!findings.confirmed) {
            notes.add("the gate, asked again on the state of then, does not say quite the same");
        }
        return new ExplainAnswer(
                ExplainText.sentence(record, fired, near, findings.wouldPass, findings.headroom),
                record.orderId().value(),
                record.key(),
                found.position(),
                record.sequence(),
                Decimals.time(record.timeNanos()),
                record.instrument().value(),
                record.side().name(),
                record.requested().toString(),
                record.limit() == null ? "" : record.limit().toString(),
                record.reference() == null ? "" : record.reference().toString(),
                record.decision().verdict().name(),
                record.decision().quantity().toString(),
                record.decision().pack().hex(),
                record.chain(),
                findings.confirmed,
                fired,
                near,
                findings.wouldPass,
                notes);
    }

    private static ExplainAnswer.Fired fired(Reason reason, Map<String, Rule> rules) {
        Rule rule = rules.get(reason.rule());
        return new ExplainAnswer.Fired(
                reason.code().name(),
                reason.rule(),
                finite(reason.value()),
                finite(reason.limit()),
                rule == null ? "" : Words.conditions(rule));
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<ExplainAnswer.NearMiss> nearMisses(List<Headroom> headroom, List<ExplainAnswer.Fired> fired) {
        List<String> spoke = fired.stream().map(ExplainAnswer.Fired::rule).toList();
        return headroom.stream()
                .filter(each -> each.applies() && each.headroom() >= 0 && !spoke.contains(each.rule()))
                .map(Explainer::nearMiss)
                .sorted(Comparator.comparingDouble((ExplainAnswer.NearMiss each) ->
                                each.usedPercent() == null ? Double.MAX_VALUE : -each.usedPercent())
                        .thenComparing(ExplainAnswer.NearMiss::rule))
                .toList();
    }

    /** Where the engine's own checks refused, no rule was asked; some of them would have refused too. */
    private static List<String> unasked(List<Headroom> headroom, List<ExplainAnswer.Fired> fired) {
        boolean asked =
                fired.isEmpty() || fired.stream().anyMatch(each -> !each.rule().isEmpty());
        return asked
                ? List.of()
                : headroom.stream()
                        .filter(each -> each.applies() && each.headroom() < 0)
                        .map(each -> "rule " + each.rule() + " was not asked and would have refused too: "
                                + each.measure() + " " + Words.number(each.value()) + ", allowed "
                                + Words.number(each.limitValue()))
                        .toList();
    }

    private static String tightened(LimitTightened each) {
        return each.limit() + " of " + each.scope() + " was lowered to " + Words.number(each.value()) + " until "
                + Decimals.time(each.untilNanos()) + " by " + each.by() + ": " + each.reason();
    }

    private static ExplainAnswer.NearMiss nearMiss(Headroom each) {
        Double used = each.limitValue() > 0 ? Double.valueOf(100 * each.value() / each.limitValue()) : null;
        return new ExplainAnswer.NearMiss(
                each.rule(), each.measure(), each.limit(), each.value(), each.limitValue(), each.headroom(), used);
    }

    /** What looking once more has found. */
    private record Findings(
            boolean confirmed,
            Map<String, Rule> rules,
            List<Headroom> headroom,
            List<ExplainAnswer.WouldPass> wouldPass) {}
}
