package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.Meaning;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.RuleLanguage;
import io.portcullis.policy.language.VerdictCall;
import io.portcullis.policy.language.Vocabulary;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.policy.pack.ScopedLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pack's author should look at again: rules that can never speak or always do, rules and rows that others make needless,
 * rows that overlap, what a table leaves out, limits that others make needless. Judged under the limits that hold where no list names
 * anybody. Notes keep nobody from activating: an exception is often what is meant.
 */
final class PackNotes {
    private static final int OVERLAPS_MAX = 20;

    private final RulePack pack;
    private final List<Finding> notes;

    private PackNotes(RulePack pack, List<Finding> notes) {
        this.pack = pack;
        this.notes = notes;
    }

    static void write(RulePack pack, List<Finding> notes) {
        PackNotes writer = new PackNotes(pack, notes);
        for (Ring ring : Ring.values()) {
            writer.ring(ring);
        }
        writer.limits();
    }

    private void ring(Ring ring) {
        long[] days = pack.limits().days();
        Scene scene = new Scene(ring, days[days.length - 1], "", "", "", "", List.of());
        Regions regions = new Regions(scene.constants(pack));
        List<Spoken> spoken = new ArrayList<>();
        for (Rule rule : pack.rules(ring)) {
            try {
                Region region = regions.of(rule).and(Region.of(domain(ring, rule)));
                boolean computes = Regions.mayThrow(rule);
                if (region.isEmpty() && !computes) {
                    note(
                            rule,
                            "can never speak: its conditions, the limits and what facts can be contradict each other");
                } else if (Region.ALL.minus(regions.of(rule)).isEmpty()) {
                    note(rule, "speaks to everything");
                } else if (!computes) {
                    spoken.add(new Spoken(rule, regions.of(rule), region));
                }
            } catch (Region.TooWideException e) {
                note(rule, "falls apart into too many cases to be looked at: " + e.getMessage());
            }
        }
        shadows(spoken);
        tables(spoken);
    }

    /** What the fields that a rule reads can be, whatever the order. */
    private static Box domain(Ring ring, Rule rule) {
        SortedMap<String, Values> terms = new TreeMap<>();
        rule.patterns()
                .forEach(pattern -> pattern.constraints()
                        .forEach(constraint -> constraint.visit(node -> {
                            if (node instanceof FieldRead field) {
                                domain(ring, field).ifPresent(values -> terms.put(field.name(), values));
                            }
                        })));
        terms.keySet().removeIf(name -> name.startsWith("limits."));
        return new Box(terms);
    }

    private static Optional<Values> domain(Ring ring, FieldRead field) {
        return Vocabulary.of(ring).meaning(field.type(), field.field()).flatMap(PackNotes::domain);
    }

    private static Optional<Values> domain(Meaning meaning) {
        if (meaning.oneOf().length > 0) {
            return Optional.of(new Values.Texts(Set.of(meaning.oneOf()), false));
        }
        return Double.isFinite(meaning.min())
                ? Optional.of(Values.Numbers.between(meaning.min(), Double.MAX_VALUE))
                : Optional.empty();
    }

    private void shadows(List<Spoken> spoken) {
        for (Spoken one : spoken) {
            spoken.stream()
                    .filter(other -> other.makesNeedless(one))
                    .findFirst()
                    .ifPresent(other -> note(
                            one.rule,
                            "adds nothing: wherever it speaks, rule '" + other.rule.id() + "' (" + other.rule.file()
                                    + ":" + other.rule.line() + ") is at least as strict"));
        }
    }

    private void tables(List<Spoken> spoken) {
        Map<String, List<Spoken>> byTable = spoken.stream()
                .filter(each -> RuleLanguage.isTable(each.rule.file()))
                .collect(Collectors.groupingBy(each -> each.rule.file(), TreeMap::new, Collectors.toList()));
        byTable.forEach((file, rows) -> {
            overlaps(rows);
            gaps(file, rows);
        });
    }

    private void overlaps(List<Spoken> rows) {
        int found = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size() && found < OVERLAPS_MAX; j++) {
                Region both = rows.get(i).region.and(rows.get(j).region);
                if (!both.isEmpty()) {
                    found++;
                    note(
                            rows.get(j).rule,
                            "overlaps with row '" + rows.get(i).rule.id() + "' (line "
                                    + rows.get(i).rule.line()
                                    + "), such as where "
                                    + both.boxes().get(0).words());
                }
            }
        }
    }

    /** What the rows tell apart, without what they measure: is there anything that none of them names? */
    private void gaps(String file, List<Spoken> rows) {
        Set<String> measured = new HashSet<>();
        rows.forEach(row -> row.rule.verdicts().forEach(call -> measured.addAll(fields(call))));
        List<Box> named = new ArrayList<>();
        for (Spoken row : rows) {
            for (Box box : row.plain.boxes()) {
                SortedMap<String, Values> terms = new TreeMap<>(box.terms());
                terms.keySet().removeIf(measured::contains);
                named.add(new Box(terms));
            }
        }
        Set<String> told = named.stream()
                .flatMap(box -> box.terms().keySet().stream())
                .filter(term -> named.stream()
                                .map(box -> box.terms().get(term))
                                .distinct()
                                .count()
                        > 1)
                .collect(Collectors.toSet());
        if (told.isEmpty()) {
            return;
        }
        List<Box> selected = named.stream()
                .map(box -> {
                    SortedMap<String, Values> terms = new TreeMap<>(box.terms());
                    terms.keySet().retainAll(told);
                    return new Box(terms);
                })
                .distinct()
                .toList();
        try {
            SortedMap<String, Values> possible = new TreeMap<>(
                    domain(rows.get(0).rule.ring(), rows.get(0).rule).terms());
            possible.keySet().retainAll(told);
            Region rest = Region.of(new Box(possible)).minus(new Region(selected));
            if (!rest.isEmpty()) {
                notes.add(Finding.in(
                        file,
                        "no row says anything where "
                                + rest.boxes().stream()
                                        .limit(3)
                                        .map(Box::words)
                                        .collect(Collectors.joining("; or where "))));
            }
        } catch (Region.TooWideException e) {
            notes.add(Finding.in(file, "its gaps cannot be told: " + e.getMessage()));
        }
    }

    private static Set<String> fields(VerdictCall call) {
        Set<String> names = new HashSet<>();
        for (Expression argument : call.arguments()) {
            names.addAll(Regions.fields(argument));
        }
        return names;
    }

    private void limits() {
        long[] days = pack.limits().days();
        ScopedLimits now = pack.limits().at(days[days.length - 1]);
        never(now, LimitField.NAME_MAX, LimitField.SECTOR_MAX);
        never(now, LimitField.NAME_MAX, LimitField.GROSS_MAX);
        never(now, LimitField.SECTOR_MAX, LimitField.GROSS_MAX);
        never(now, LimitField.NET_MAX, LimitField.GROSS_MAX);
        never(now, LimitField.DRAWDOWN_REDUCE_ONLY, LimitField.DRAWDOWN_KILL);
    }

    /** A limit that lies above one that includes it never stops anything. */
    private void never(ScopedLimits limits, LimitField inner, LimitField outer) {
        Optional<Double> one = limits.global(inner);
        Optional<Double> other = limits.global(outer);
        if (one.isPresent() && other.isPresent() && one.get() > other.get()) {
            int line = pack.limits().rows().stream()
                    .filter(row -> row.limit() == inner && row.scope().equals(LimitTable.GLOBAL))
                    .mapToInt(LimitTable.Row::line)
                    .max()
                    .orElse(0);
            notes.add(Finding.at(
                    LimitTable.FILE,
                    line,
                    inner.kebab() + " lies above " + outer.kebab() + ", which stops everything before it"));
        }
    }

    private void note(Rule rule, String message) {
        notes.add(Finding.at(rule.file(), rule.line(), "rule '" + rule.id() + "' " + message));
    }

    /**
     * A rule and where it speaks.
     *
     * @param rule the rule
     * @param plain where its conditions hold
     * @param region the same, where facts can be that
     */
    private record Spoken(Rule rule, Region plain, Region region) {
        /** Of two rules that say the same everywhere, the first one is kept. */
        boolean makesNeedless(Spoken other) {
            if (this == other || rule.verdicts().isEmpty() || !mayHold(other) || !isAsStrictAs(other)) {
                return false;
            }
            try {
                boolean covers = other.region.minus(plain).isEmpty();
                return covers
                        && (rule.id().compareTo(other.rule.id()) < 0
                                || !region.minus(other.plain).isEmpty());
            } catch (Region.TooWideException e) {
                return false;
            }
        }

        /** A quick look: whoever holds another holds one of its boxes, and so constrains nothing else than that. */
        private boolean mayHold(Spoken other) {
            return plain.boxes().stream()
                    .anyMatch(box -> other.region.boxes().stream()
                            .anyMatch(each -> each.terms()
                                    .keySet()
                                    .containsAll(box.terms().keySet())));
        }

        private boolean isAsStrictAs(Spoken other) {
            List<Effect> own = Effect.of(rule, plain, Map.of());
            List<Effect> others = Effect.of(other.rule, other.plain, Map.of());
            return !others.isEmpty()
                    && others.stream().allMatch(each -> own.stream().anyMatch(mine -> mine.covers(each)));
        }
    }
}
