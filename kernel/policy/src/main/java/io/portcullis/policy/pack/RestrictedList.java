package io.portcullis.policy.pack;

import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pack's restricted.csv: instruments that may not be traded at all, each with its reason.
 *
 * @param reasons instrument to reason
 */
public record RestrictedList(SortedMap<String, String> reasons) {
    /** The file's name in the pack; it may be missing. */
    public static final String FILE = "restricted.csv";

    private static final List<String> HEADER = List.of("instrument", "reason");

    /** Copies the reasons. */
    public RestrictedList {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /** The list of a pack, which may have none. */
    public static RestrictedList of(PackContent content, List<Finding> findings) {
        String text = content.text(FILE);
        return read(text.isEmpty() ? String.join(",", HEADER) + "\n" : text, findings);
    }

    /** Reads the list; rows that cannot stand are findings. */
    public static RestrictedList read(String text, List<Finding> findings) {
        SortedMap<String, String> reasons = new TreeMap<>();
        CsvTable csv = CsvTable.read(FILE, text, findings);
        if (csv.rows().isEmpty() || !csv.rows().get(0).cells().equals(HEADER)) {
            findings.add(Finding.at(FILE, 1, "the first line must be 'instrument,reason'"));
            return new RestrictedList(reasons);
        }
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            if (row.cells().size() != HEADER.size()
                    || !row.cell(0).matches("[!-~]{1,64}")
                    || row.cell(1).isBlank()) {
                findings.add(Finding.at(FILE, row.line(), "a row has 2 cells: an instrument and a reason"));
            } else if (reasons.put(row.cell(0), row.cell(1)) != null) {
                findings.add(csv.finding(row, 0, row.cell(0) + " is listed twice; keep one row"));
            }
        }
        return new RestrictedList(reasons);
    }

    /** Whether an instrument is on the list. */
    public boolean contains(String symbol) {
        return reasons.containsKey(symbol);
    }
}
