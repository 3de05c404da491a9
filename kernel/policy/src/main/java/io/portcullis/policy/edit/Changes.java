package io.portcullis.policy.edit;

import io.portcullis.policy.analysis.Contest;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.Words;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The edits between two packs, a line each, with what each does as far as orders have shown it. */
final class Changes {
    private final RulePack before;
    private final RulePack after;
    private final Contest contest;
    private final List<String> lines = new ArrayList<>();

    private Changes(RulePack before, RulePack after, Contest contest) {
        this.before = before;
        this.after = after;
        this.contest = contest;
    }

    static List<String> of(RulePack before, RulePack after, Contest contest) {
        Changes changes = new Changes(before, after, contest);
        changes.limits();
        changes.rules();
        changes.restricted();
        return changes.lines;
    }

    private void limits() {
        Map<String, LimitTable.Row> old = rows(before.limits());
        Map<String, LimitTable.Row> next = rows(after.limits());
        old.forEach((name, row) -> {
            LimitTable.Row now = next.get(name);
            if (now == null) {
                lines.add(name + " " + shown(row) + " is gone: " + direction(row.limit(), 0));
            } else if (row.value() != now.value()) {
                lines.add(name + " " + shown(row) + " -> " + shown(now) + ": "
                        + direction(row.limit(), now.value() - row.value()));
            }
        });
        next.forEach((name, row) -> {
            if (!old.containsKey(name)) {
                lines.add(name + " " + shown(row) + " is new: " + direction(row.limit(), 0));
            }
        });
    }

    private static SortedMap<String, LimitTable.Row> rows(LimitTable table) {
        SortedMap<String, LimitTable.Row> rows = new TreeMap<>();
        table.rows().forEach(row -> rows.put(name(row), row));
        return rows;
    }

    private static String name(LimitTable.Row row) {
        return row.limit().kebab() + (row.scope().equals(LimitTable.GLOBAL) ? "" : " of " + row.scope()) + row.when();
    }

    private static String shown(LimitTable.Row row) {
        return row.text() + " " + row.unit();
    }

    /** What orders have shown of the rules that read a limit; where they show both or nothing, every limit is a ceiling. */
    private String direction(LimitField limit, double rise) {
        boolean looser = reads(limit, contest.looser().keySet());
        boolean tighter = reads(limit, contest.tighter().keySet());
        if (looser != tighter) {
            return looser ? "looser" : "tighter";
        }
        if (rise == 0) {
            return looser ? "looser for some, tighter for others" : "nothing more and nothing less passes";
        }
        String words = rise > 0 ? "looser" : "tighter";
        return looser ? words : words + ", though no order shows it";
    }

    private boolean reads(LimitField limit, java.util.Set<String> ids) {
        String name = "limits." + limit.field();
        return List.of(before, after).stream()
                .flatMap(pack -> pack.rules().stream())
                .anyMatch(rule -> ids.contains(rule.id()) && rule.reads().contains(name));
    }

    private void rules() {
        Map<String, Rule> old = rules(before);
        Map<String, Rule> next = rules(after);
        old.forEach((id, rule) -> {
            Rule now = next.get(id);
            if (now == null) {
                lines.add("rule " + id + " is gone: "
                        + (contest.looser().containsKey(id) ? "looser" : "nothing is shown to pass without it"));
            } else {
                changed(rule, now);
            }
        });
        next.forEach((id, rule) -> {
            if (!old.containsKey(id)) {
                lines.add("rule " + id + " is new, " + Words.verdicts(rule) + " when " + Words.conditions(rule) + ": "
                        + (contest.tighter().containsKey(id)
                                ? "tighter"
                                : "nothing is shown to be stopped by it alone"));
            }
        });
    }

    private static SortedMap<String, Rule> rules(RulePack pack) {
        SortedMap<String, Rule> rules = new TreeMap<>();
        pack.rules().forEach(rule -> rules.put(rule.id(), rule));
        return rules;
    }

    private void changed(Rule old, Rule next) {
        String was = Words.verdicts(old) + " when " + Words.conditions(old);
        String now = Words.verdicts(next) + " when " + Words.conditions(next);
        if (!was.equals(now) || old.ring() != next.ring()) {
            boolean looser = contest.looser().containsKey(old.id());
            boolean tighter = contest.tighter().containsKey(old.id());
            String what = looser && tighter
                    ? "looser for some, tighter for others"
                    : looser ? "looser" : tighter ? "tighter" : "no order shows a difference";
            lines.add("rule " + old.id() + " was " + was + ", now " + now + ": " + what);
        }
    }

    private void restricted() {
        Map<String, String> old = before.restricted().reasons();
        Map<String, String> next = after.restricted().reasons();
        old.keySet().stream()
                .filter(symbol -> !next.containsKey(symbol))
                .forEach(symbol -> lines.add(symbol + " is no longer restricted: looser"));
        next.keySet().stream()
                .filter(symbol -> !old.containsKey(symbol))
                .forEach(symbol -> lines.add(symbol + " is restricted now (" + next.get(symbol) + "): tighter"));
    }
}
