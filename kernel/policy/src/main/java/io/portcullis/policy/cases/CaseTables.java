package io.portcullis.policy.cases;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.TradingState;
import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.WatchSchema;
import io.portcullis.policy.pack.RulePack;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cases of a pack: {@code cases/base.csv} ({@code field,value}) is an order that passes and a quiet watch
 * evaluation; {@code cases/RULE.csv} has one case a row, saying only what differs. Columns: {@code case}, {@code
 * kind} (fires, passes or boundary: for the rule that the file is named after), fields, {@code verdict} (ALLOW,
 * REDUCE, DENY; for watch rules NONE, REDUCE_ONLY, KILLED) and {@code rules} (every rule that spoke, separated by
 * blanks).
 */
public final class CaseTables {
    private static final String FOLDER = "cases/";
    private static final String BASE = FOLDER + "base.csv";
    private static final List<String> FIXED = List.of("case", "kind", "verdict", "rules");

    private final RulePack pack;
    private final PackJudge judge;
    private final List<Finding> findings;
    private final Map<String, String> base = new HashMap<>();
    private int count;

    private CaseTables(PackJudge judge, List<Finding> findings) {
        this.pack = judge.pack();
        this.judge = judge;
        this.findings = findings;
    }

    /**
     * Runs every case of the judge's pack and looks whether each rule has the cases that it needs.
     *
     * @return how many cases there were
     */
    public static int run(PackJudge judge, List<Finding> findings) {
        CaseTables tables = new CaseTables(judge, findings);
        if (tables.readBase()) {
            tables.pack.rules().forEach(tables::rule);
            tables.refuseStrangers();
        }
        return tables.count;
    }

    private boolean readBase() {
        int before = findings.size();
        if (pack.content().text(BASE).isEmpty()) {
            findings.add(Finding.in(
                    BASE, "a pack needs cases/base.csv, with the columns field,value: an order that passes"));
            return false;
        }
        CsvTable csv = CsvTable.read(BASE, pack.content().text(BASE), findings);
        if (csv.rows().isEmpty() || !csv.rows().get(0).cells().equals(List.of("field", "value"))) {
            findings.add(Finding.at(BASE, 1, "the first line must be 'field,value'"));
            return false;
        }
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            if (!isField(row.cell(0)) || row.cells().size() != 2) {
                findings.add(csv.finding(row, 0, "'" + row.cell(0) + "' is not a fact with its value"));
            } else if (base.put(row.cell(0), row.cell(1)) != null) {
                findings.add(csv.finding(row, 0, row.cell(0) + " stands twice; keep one row"));
            }
        }
        Stream.concat(
                        FactSchema.FIELDS.stream().map(field -> field.name()),
                        WatchSchema.FIELDS.stream().map(WatchSchema.Field::name))
                .distinct()
                .filter(name -> !name.startsWith(CaseFacts.LIMITS) && !base.containsKey(name))
                .forEach(name -> findings.add(Finding.in(BASE, "the row for " + name + " is missing")));
        return findings.size() == before;
    }

    private void rule(Rule rule) {
        String file = FOLDER + rule.id() + ".csv";
        if (pack.content().text(file).isEmpty()) {
            findings.add(Finding.at(rule.file(), rule.line(), "rule '" + rule.id() + "' needs cases in " + file));
            return;
        }
        CsvTable csv = CsvTable.read(file, pack.content().text(file), findings);
        if (!checkHead(csv)) {
            return;
        }
        EnumSet<Kind> seen = EnumSet.noneOf(Kind.class);
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            row(rule, csv, row).ifPresent(seen::add);
        }
        boolean hasBoundary = !rule.numericComparisons().isEmpty();
        for (Kind kind : Kind.values()) {
            if (!seen.contains(kind) && (kind != Kind.BOUNDARY || hasBoundary)) {
                findings.add(Finding.in(file, "rule '" + rule.id() + "' has no case of kind " + kind.word()));
            }
        }
    }

    private boolean checkHead(CsvTable csv) {
        if (csv.rows().isEmpty()) {
            findings.add(Finding.at(csv.file(), 1, "there is no case in this file"));
            return false;
        }
        CsvTable.Row head = csv.rows().get(0);
        int before = findings.size();
        for (String fixed : FIXED) {
            if (!head.cells().contains(fixed)) {
                findings.add(Finding.at(csv.file(), head.line(), "the column '" + fixed + "' is missing"));
            }
        }
        for (int column = 0; column < head.cells().size(); column++) {
            String name = head.cell(column);
            if (name.startsWith(CaseFacts.LIMITS)) {
                findings.add(csv.finding(
                        head, column, "limits come from limits.csv; write the fact as @gross-max and the like"));
            } else if (!FIXED.contains(name) && !isField(name)) {
                findings.add(csv.finding(head, column, "'" + name + "' is not a fact"));
            } else if (head.cells().indexOf(name) != column) {
                findings.add(csv.finding(head, column, "the column '" + name + "' stands twice"));
            }
        }
        return findings.size() == before;
    }

    private Optional<Kind> row(Rule rule, CsvTable csv, CsvTable.Row row) {
        count++;
        Map<String, String> cells = new HashMap<>(base);
        CsvTable.Row head = csv.rows().get(0);
        for (int column = 0; column < head.cells().size(); column++) {
            if (!row.cell(column).isEmpty()) {
                cells.put(head.cell(column), row.cell(column));
            }
        }
        Optional<Kind> kind = Kind.of(cells.getOrDefault("kind", ""));
        if (kind.isEmpty()) {
            findings.add(Finding.at(
                    csv.file(), row.line(), "kind must be fires, passes or boundary, got '" + cells.get("kind") + "'"));
            return kind;
        }
        try {
            Outcome outcome = judged(rule, cells);
            compare(csv, row, cells, outcome);
            checkKind(rule, csv, row, kind.get(), outcome);
        } catch (IllegalArgumentException | ArithmeticException e) {
            findings.add(Finding.at(csv.file(), row.line(), e.getMessage()));
        }
        return kind;
    }

    private Outcome judged(Rule rule, Map<String, String> cells) {
        if (rule.ring() == Ring.GATE) {
            GateFacts facts = CaseFacts.gate(cells, pack.limits());
            Ruling ruling = judge.judge(facts);
            return new Outcome(ruling.verdict().name(), labels(ruling.reasons()), FieldReader.of(facts));
        }
        WatchFacts facts = CaseFacts.watch(cells, pack.limits());
        WatchRuling ruling = judge.watch(facts);
        List<TradingState> states = ruling.actions().stream()
                .map(WatchRuling.Action::state)
                .sorted()
                .toList();
        String verdict =
                states.isEmpty() ? "NONE" : states.get(states.size() - 1).name();
        List<Reason> reasons = Stream.concat(
                        ruling.warnings().stream(), ruling.actions().stream().map(WatchRuling.Action::reason))
                .toList();
        return new Outcome(verdict, labels(reasons), FieldReader.of(facts));
    }

    private void compare(CsvTable csv, CsvTable.Row row, Map<String, String> cells, Outcome outcome) {
        String name = cells.getOrDefault("case", "");
        String verdict = cells.getOrDefault("verdict", "");
        if (!verdict.equals(outcome.verdict())) {
            findings.add(Finding.at(
                    csv.file(),
                    row.line(),
                    "case '" + name + "': expected " + verdict + ", came " + outcome.verdict() + " from "
                            + outcome.rules()));
        }
        Set<String> rules =
                new TreeSet<>(List.of(cells.getOrDefault("rules", "").split(" +")));
        rules.remove("");
        if (!rules.equals(outcome.rules())) {
            findings.add(Finding.at(
                    csv.file(),
                    row.line(),
                    "case '" + name + "': expected rules " + rules + ", came " + outcome.rules()));
        }
    }

    private String failure(Outcome outcome) {
        return outcome.rules().contains(ReasonCode.EVALUATION_FAILED.name()) ? ": " + judge.failure() : "";
    }

    private void checkKind(Rule rule, CsvTable csv, CsvTable.Row row, Kind kind, Outcome outcome) {
        boolean fired = outcome.rules().contains(rule.id());
        switch (kind) {
            case FIRES -> require(fired, csv, row, "this case must fire " + rule.id());
            case PASSES -> require(!fired, csv, row, "this case must not fire " + rule.id());
            case BOUNDARY ->
                require(
                        rule.numericComparisons().stream()
                                .anyMatch(each -> each.left().number(outcome.facts())
                                        == each.right().number(outcome.facts())),
                        csv,
                        row,
                        "this case is not on a boundary: no comparison of " + rule.id() + " has equal sides");
        }
    }

    private void require(boolean holds, CsvTable csv, CsvTable.Row row, String message) {
        if (!holds) {
            findings.add(Finding.at(csv.file(), row.line(), message));
        }
    }

    private void refuseStrangers() {
        for (String path : pack.content().files().keySet()) {
            boolean known = path.equals(BASE)
                    || pack.rules().stream().anyMatch(rule -> path.equals(FOLDER + rule.id() + ".csv"));
            if (path.startsWith(FOLDER) && !known) {
                findings.add(Finding.in(path, "no rule has this id; a case file is named after its rule"));
            }
        }
    }

    private static Set<String> labels(Collection<Reason> reasons) {
        return new TreeSet<>(reasons.stream().map(Reason::label).toList());
    }

    private static boolean isField(String name) {
        return !name.startsWith(CaseFacts.LIMITS)
                && (FactSchema.BY_NAME.containsKey(name) || WatchSchema.BY_NAME.containsKey(name));
    }

    /** What a case is there for. */
    private enum Kind {
        FIRES,
        PASSES,
        BOUNDARY;

        static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Outcome(String verdict, Set<String> rules, FieldReader facts) {}
}
