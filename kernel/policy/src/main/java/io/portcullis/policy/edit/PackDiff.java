package io.portcullis.policy.edit;

import io.portcullis.policy.Finding;
import io.portcullis.policy.analysis.Contest;
import io.portcullis.policy.analysis.Direction;
import io.portcullis.policy.analysis.Witness;
import io.portcullis.policy.cases.CaseBook;
import io.portcullis.policy.cases.CaseOutcome;
import io.portcullis.policy.cases.PackCase;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one pack decides otherwise than another.
 *
 * @param before hash of the one pack
 * @param after hash of the other pack
 * @param direction what the edit does
 * @param changes what was edited, in words
 * @param cases the cases that come out otherwise, in words
 * @param looser what passes now and did not before, one for each rule at most
 * @param tighter what passed before and does not now, one for each rule at most
 */
public record PackDiff(
        String before,
        String after,
        Direction direction,
        List<String> changes,
        List<String> cases,
        List<Witness> looser,
        List<Witness> tighter) {
    /** Copies the lists. */
    public PackDiff {
        changes = List.copyOf(changes);
        cases = List.copyOf(cases);
        looser = List.copyOf(looser);
        tighter = List.copyOf(tighter);
    }

    /** Compares two packs; both judge whatever is claimed. */
    public static PackDiff of(CompiledPack before, CompiledPack after) {
        try (PackJudge old = new PackJudge(before);
                PackJudge next = new PackJudge(after)) {
            CaseBook oldBook = book(before.pack());
            CaseBook nextBook = book(after.pack());
            Contest contest = Contest.of(old, next, base(oldBook, nextBook, before.pack()));
            return new PackDiff(
                    before.pack().hash().hex(),
                    after.pack().hash().hex(),
                    contest.direction(),
                    Changes.of(before.pack(), after.pack(), contest),
                    cases(old, next, oldBook, nextBook),
                    List.copyOf(contest.looser().values()),
                    List.copyOf(contest.tighter().values()));
        }
    }

    /** As an officer reads it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(before + " -> " + after + ": " + direction.words());
        changes.forEach(change -> lines.add("  " + change));
        cases.forEach(each -> lines.add("  " + each));
        looser.forEach(witness -> lines.add("  passes now: " + witness.words()));
        tighter.forEach(witness -> lines.add("  passed before: " + witness.words()));
        return lines;
    }

    private static java.util.Map<String, String> base(CaseBook old, CaseBook next, RulePack pack) {
        long[] days = pack.limits().days();
        java.util.Map<String, String> base = old.baseValues(days[days.length - 1]);
        return base.isEmpty() ? next.baseValues(days[days.length - 1]) : base;
    }

    /** Cases that cannot be read say nothing here; the check of the pack says why. */
    private static CaseBook book(RulePack pack) {
        return CaseBook.read(pack, new ArrayList<Finding>());
    }

    private static List<String> cases(PackJudge old, PackJudge next, CaseBook oldBook, CaseBook nextBook) {
        List<String> lines = new ArrayList<>();
        oldBook.cases().forEach(each -> compare(each, old, old, next, lines));
        Set<String> known = oldBook.cases().stream().map(PackDiff::name).collect(Collectors.toSet());
        nextBook.cases().stream()
                .filter(each -> !known.contains(name(each)))
                .forEach(each -> compare(each, next, old, next, lines));
        return lines;
    }

    /** On the facts as the case's own pack means them. */
    private static void compare(PackCase each, PackJudge own, PackJudge old, PackJudge next, List<String> lines) {
        long[] days = own.pack().limits().days();
        long day = days[days.length - 1];
        try {
            CaseOutcome said = CaseOutcome.of(each, old, own.pack().limits(), day);
            CaseOutcome says = CaseOutcome.of(each, next, own.pack().limits(), day);
            if (!said.verdict().equals(says.verdict()) || !said.rules().equals(says.rules())) {
                lines.add("case " + name(each) + " was " + words(said) + ", now " + words(says));
            }
        } catch (IllegalArgumentException e) {
            lines.add("case " + name(each) + " cannot be judged: " + e.getMessage());
        }
    }

    private static String words(CaseOutcome outcome) {
        return outcome.verdict() + (outcome.rules().isEmpty() ? "" : " by " + String.join(", ", outcome.rules()));
    }

    private static String name(PackCase each) {
        return "'" + each.name() + "' of " + each.rule().id();
    }
}
