package io.portcullis.policy.cases;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.WatchSchema;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The case tables of a pack as they are written: {@code cases/base.csv} ({@code field,value}) is an order that passes and a quiet watch
 * evaluation; {@code cases/RULE.csv} has one case a row, saying only what differs. Columns: {@code case}, {@code kind} (fires, passes or
 * boundary: for the rule that the file is named after), fields, {@code verdict} (ALLOW, REDUCE, DENY; for watch rules NONE, REDUCE_ONLY,
 * KILLED) and {@code rules} (every rule that spoke, separated by blanks).
 */
public final class CaseBook {
    private static final String FOLDER = "cases/";
    private static final String BASE = FOLDER + "base.csv";
    private static final List<String> FIXED = List.of("case", "kind", "verdict", "rules");
    private static final List<String> NAMES = List.copyOf(new TreeSet<>(Stream.concat(
                    FactSchema.FIELDS.stream().map(field -> field.name()),
                    WatchSchema.FIELDS.stream().map(WatchSchema.Field::name))
            .filter(name -> !name.startsWith(CaseFacts.LIMITS))
            .toList()));

    private final RulePack pack;
    private final List<Finding> findings;
    private final Map<String, String> base = new HashMap<>();
    private final List<PackCase> cases = new ArrayList<>();

    private CaseBook(RulePack pack, List<Finding> findings) {
        this.pack = pack;
        this.findings = findings;
    }

    /** Reads the tables of a pack; what cannot stand is a finding. */
    public static CaseBook read(RulePack pack, List<Finding> findings) {
        CaseBook book = new CaseBook(pack, findings);
        if (book.readBase()) {
            pack.rules().forEach(book::rule);
            book.refuseStrangers();
        }
        return book;
    }

    /** The cases of every rule that has a readable table, in the order of rules and rows. */
    public List<PackCase> cases() {
        return List.copyOf(cases);
    }

    /** The facts of an order that passes and of a quiet watch evaluation, as cells. */
    public Map<String, String> base() {
        return Map.copyOf(base);
    }

    /** The base as values: what leans on a limit is worked out on a day. Empty when there is no sound base. */
    public Map<String, String> baseValues(long epochDay) {
        if (base.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>(base);
        GateFacts gate = CaseFacts.gate(base, pack.limits(), epochDay);
        FactSchema.FIELDS.forEach(
                field -> values.put(field.name(), String.valueOf(field.reader().apply(gate))));
        WatchFacts watch = CaseFacts.watch(base, pack.limits(), epochDay);
        WatchSchema.FIELDS.forEach(
                field -> values.put(field.name(), String.valueOf(field.reader().apply(watch))));
        values.keySet().removeIf(name -> name.startsWith(CaseFacts.LIMITS));
        return values;
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
            String name = row.cell(0);
            if (!isField(name) || row.cells().size() != 2) {
                findings.add(
                        csv.finding(row, 0, "'" + name + "' is not a fact with its value" + Nearest.hint(name, NAMES)));
            } else if (base.put(name, row.cell(1)) != null) {
                findings.add(csv.finding(row, 0, name + " stands twice; keep one row"));
            }
        }
        NAMES.stream()
                .filter(name -> !base.containsKey(name))
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
        if (checkHead(csv)) {
            csv.rows().subList(1, csv.rows().size()).forEach(row -> row(rule, csv, row));
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
                findings.add(csv.finding(head, column, "'" + name + "' is not a fact" + Nearest.hint(name, NAMES)));
            } else if (head.cells().indexOf(name) != column) {
                findings.add(csv.finding(head, column, "the column '" + name + "' stands twice"));
            }
        }
        return findings.size() == before;
    }

    private void row(Rule rule, CsvTable csv, CsvTable.Row row) {
        Map<String, String> cells = new HashMap<>(base);
        CsvTable.Row head = csv.rows().get(0);
        for (int column = 0; column < head.cells().size(); column++) {
            if (!row.cell(column).isEmpty()) {
                cells.put(head.cell(column), row.cell(column));
            }
        }
        String word = cells.getOrDefault("kind", "");
        Optional<CaseKind> kind = CaseKind.of(word);
        if (kind.isEmpty()) {
            findings.add(Finding.at(
                    csv.file(),
                    row.line(),
                    "kind must be fires, passes or boundary, got '" + word + "'" + Nearest.hint(word, CaseKind.WORDS)));
            return;
        }
        cases.add(new PackCase(rule, cells.getOrDefault("case", ""), kind.get(), csv.file(), row.line(), cells));
    }

    private void refuseStrangers() {
        List<String> ids = pack.rules().stream().map(Rule::id).toList();
        for (String path : pack.content().files().keySet()) {
            boolean known = path.equals(BASE) || ids.stream().anyMatch(id -> path.equals(FOLDER + id + ".csv"));
            if (path.startsWith(FOLDER) && !known) {
                String id = path.substring(FOLDER.length()).replace(".csv", "");
                findings.add(Finding.in(
                        path, "no rule has this id" + Nearest.hint(id, ids) + "; a case file is named after its rule"));
            }
        }
    }

    private static boolean isField(String name) {
        return NAMES.contains(name);
    }
}
