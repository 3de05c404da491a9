package io.portcullis.policy.language;

import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A decision table, {@code NAME.drl.csv}: one rule a row. The first column says what a row is:
 *
 * <pre>
 * KIND,RULE,CONDITION,CONDITION,ACTION
 * TYPE,,Instrument,Order,
 * TEMPLATE,,"sector == ""{}""","!reducing, $n : notional, $n &gt; {}","verdict.deny($n, {});"
 * ROW,energy-notional,Energy,500000,500000
 * </pre>
 *
 * A cell replaces the {@code {}} of its column. Cells are words or numbers, never pieces of a rule, so that nobody
 * can write code into one; an empty condition cell leaves the condition out. The expanded rules pass the language
 * like any other.
 */
final class RuleTable {
    private static final String HOLE = "{}";
    private static final int FIRST_COLUMN = 2;

    private final CsvTable csv;
    private final List<Finding> findings;
    private final List<Expanded> rules = new ArrayList<>();

    private RuleTable(CsvTable csv, List<Finding> findings) {
        this.csv = csv;
        this.findings = findings;
    }

    static List<Expanded> expand(String file, String text, List<Finding> findings) {
        int before = findings.size();
        RuleTable table = new RuleTable(CsvTable.read(file, text, findings), findings);
        if (findings.size() == before && table.checkHead()) {
            table.csv.rows().subList(3, table.csv.rows().size()).forEach(table::row);
            if (table.rules.isEmpty() && findings.size() == before) {
                findings.add(Finding.in(file, "the table has no ROW: it would judge nothing"));
            }
        }
        return table.rules;
    }

    private boolean checkHead() {
        List<String> kinds =
                csv.rows().stream().map(row -> row.cell(0)).limit(3).toList();
        if (!kinds.equals(List.of("KIND", "TYPE", "TEMPLATE"))
                || !head(0).cell(1).equals("RULE")) {
            findings.add(Finding.at(
                    csv.file(),
                    1,
                    "a table begins with the rows 'KIND,RULE,CONDITION,...,ACTION', 'TYPE,...' and 'TEMPLATE,...'"));
            return false;
        }
        int before = findings.size();
        for (int column = FIRST_COLUMN; column < head(0).cells().size(); column++) {
            String kind = head(0).cell(column);
            if (!kind.equals("CONDITION") && !kind.equals("ACTION")) {
                findings.add(csv.finding(head(0), column, "a column is a CONDITION or an ACTION, got '" + kind + "'"));
            } else if (head(2).cell(column).isEmpty()) {
                findings.add(csv.finding(head(2), column, "the column needs a template"));
            } else if (kind.equals("CONDITION") && !head(1).cell(column).matches("[A-Z][A-Za-z]*")) {
                findings.add(
                        csv.finding(head(1), column, "a CONDITION needs the fact that it looks at, such as Order"));
            }
        }
        return findings.size() == before;
    }

    private void row(CsvTable.Row row) {
        int before = findings.size();
        if (!row.cell(0).equals("ROW")) {
            findings.add(csv.finding(row, 0, "expected ROW, got '" + row.cell(0) + "'"));
        }
        if (row.cells().size() > head(0).cells().size()) {
            findings.add(csv.finding(row, head(0).cells().size(), "this cell has no column"));
        }
        if (!row.cell(1).matches(RuleParser.ID)) {
            findings.add(csv.finding(
                    row, 1, "a rule's id must be lower-case words with hyphens, got '" + row.cell(1) + "'"));
        }
        for (int column = FIRST_COLUMN; column < head(0).cells().size(); column++) {
            cell(row, column);
        }
        if (findings.size() == before) {
            rules.add(expand(row));
        }
    }

    private void cell(CsvTable.Row row, int column) {
        String template = head(2).cell(column);
        String value = row.cell(column);
        boolean quoted = template.contains("\"" + HOLE + "\"");
        boolean bare = template.replace("\"" + HOLE + "\"", "").contains(HOLE);
        boolean fits = (!quoted || value.matches("[A-Za-z0-9 ._:&/+-]{1,64}"))
                && (!bare || value.matches("-?[0-9]+(\\.[0-9]+)?|true|false"));
        if (value.isEmpty() || !template.contains(HOLE)) {
            if (!value.isEmpty() && !value.equalsIgnoreCase("x")) {
                findings.add(
                        csv.finding(row, column, "the column's template has no {}: write x, or leave the cell empty"));
            }
        } else if (!fits) {
            String wanted =
                    quoted && !bare ? "words of letters, digits, spaces or . _ : & / + -" : "a number, true or false";
            findings.add(csv.finding(row, column, "the cell must be " + wanted + ", got '" + value + "'"));
        }
    }

    /** Each condition and each action on its own line, so that a finding of the language leads back to a cell. */
    private Expanded expand(CsvTable.Row row) {
        List<String> cells = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        add(lines, cells, "rule \"" + row.cell(1) + "\" when", CsvTable.cell(1, row.line()));
        Map<String, List<Integer>> byType = new LinkedHashMap<>();
        columns("CONDITION", row)
                .forEach(column -> byType.computeIfAbsent(head(1).cell(column), type -> new ArrayList<>())
                        .add(column));
        byType.forEach((type, columns) -> {
            for (int i = 0; i < columns.size(); i++) {
                String open = i == 0 ? type + "(" : ", ";
                String close = i == columns.size() - 1 ? ")" : "";
                add(
                        lines,
                        cells,
                        open + filled(row, columns.get(i)) + close,
                        CsvTable.cell(columns.get(i), row.line()));
            }
        });
        add(lines, cells, "then", CsvTable.cell(1, row.line()));
        columns("ACTION", row)
                .forEach(column -> add(lines, cells, filled(row, column), CsvTable.cell(column, row.line())));
        add(lines, cells, "end", CsvTable.cell(1, row.line()));
        return new Expanded(row.line(), String.join("\n", lines), cells);
    }

    private List<Integer> columns(String kind, CsvTable.Row row) {
        List<Integer> columns = new ArrayList<>();
        for (int column = FIRST_COLUMN; column < head(0).cells().size(); column++) {
            if (head(0).cell(column).equals(kind) && !row.cell(column).isEmpty()) {
                columns.add(column);
            }
        }
        return columns;
    }

    private String filled(CsvTable.Row row, int column) {
        return head(2).cell(column).replace('\n', ' ').replace(HOLE, row.cell(column));
    }

    private CsvTable.Row head(int row) {
        return csv.rows().get(row);
    }

    private static void add(List<String> lines, List<String> cells, String line, String cell) {
        lines.add(line);
        cells.add(cell);
    }

    /**
     * A row as a rule.
     *
     * @param line of the row in the table
     * @param drl its text
     * @param cells for each line of the text, the cell that it comes from
     */
    record Expanded(int line, String drl, List<String> cells) {
        String cell(int drlLine) {
            return drlLine >= 1 && drlLine <= cells.size() ? cells.get(drlLine - 1) : "";
        }
    }
}
