package io.portcullis.policy.analysis;

import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import io.portcullis.policy.language.Words;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import java.util.List;

/** Limits that nobody can have meant: a percentage written as a fraction stops nothing. */
final class LimitRanges {
    private static final int VALUE_COLUMN = 2;

    private LimitRanges() {}

    static void check(LimitTable limits, List<Finding> findings) {
        for (LimitTable.Row row : limits.rows()) {
            LimitField limit = row.limit();
            if (row.value() > limit.mostThatCanBeMeant()) {
                findings.add(new Finding(
                        LimitTable.FILE,
                        row.line(),
                        CsvTable.cell(VALUE_COLUMN, row.line()),
                        limit.kebab() + " of " + row.text() + " " + row.unit() + " is out of range: at most "
                                + Words.number(limit.mostThatCanBeMeant()) + " " + limit.unit()
                                + " can be meant; is the unit right?"));
            }
        }
    }
}
