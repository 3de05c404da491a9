package io.portcullis.policy.edit;

import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pack in which one limit is nowhere above a value: what it decides otherwise than the pack itself is what a tightening would change. A
 * limit is a ceiling only if the rules use it as one, and comparing the two packs tells.
 */
public final class LoweredPack {
    private LoweredPack() {}

    /** The pack with every row of the limit lowered that is above the value, in the unit of the fact. */
    public static PackContent of(RulePack pack, LimitField limit, double value) {
        StringBuilder csv = new StringBuilder("limit,scope,value,unit,from,to\n");
        for (LimitTable.Row row : pack.limits().rows()) {
            double most = row.limit() == limit ? Math.min(row.value(), value) : row.value();
            csv.append(row.limit().kebab())
                    .append(',')
                    .append(row.scope())
                    .append(',')
                    .append(BigDecimal.valueOf(most).toPlainString())
                    .append(',')
                    .append(row.limit().unit())
                    .append(',')
                    .append(row.fromDay() == Long.MIN_VALUE ? "" : LocalDate.ofEpochDay(row.fromDay()))
                    .append(',')
                    .append(row.toDay() == Long.MAX_VALUE ? "" : LocalDate.ofEpochDay(row.toDay()))
                    .append('\n');
        }
        SortedMap<String, String> files = new TreeMap<>(pack.content().files());
        files.put(LimitTable.FILE, csv.toString());
        return PackContent.of(files);
    }
}
