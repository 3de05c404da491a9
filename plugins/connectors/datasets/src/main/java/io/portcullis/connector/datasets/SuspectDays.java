package io.portcullis.connector.datasets;

import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Days on which an instrument's data are doubtful, and since when that is known. */
final class SuspectDays {
    private final Map<String, Map<LocalDate, Long>> knownByDay = new TreeMap<>();

    static SuspectDays read(List<DatasetFile> files, BadRecordSink badRecords) throws IOException {
        SuspectDays days = new SuspectDays();
        for (DatasetFile file : files) {
            try (Table table = Table.open(file, badRecords)) {
                days.read(file, table);
                table.finish();
            }
        }
        return days;
    }

    private void read(DatasetFile file, Table table) throws IOException {
        int instrument = table.column("instrument");
        int time = table.column("time");
        while (table.next()) {
            try {
                long known =
                        file.known() == null ? Long.MIN_VALUE : file.known().nanosOf(table.cell(table.knownColumn()));
                LocalDate date = Sessions.date(table.cell(time));
                knownByDay
                        .computeIfAbsent(table.cell(instrument), symbol -> new TreeMap<>())
                        .merge(date, known, Math::min);
            } catch (BadRowException e) {
                table.bad(e);
            }
        }
    }

    /** True when a bar was known to be doubtful at the time at which it was known itself. */
    boolean contains(String symbol, LocalDate date, long knownNanos) {
        Map<LocalDate, Long> days = knownByDay.get(symbol);
        if (days == null) {
            return false;
        }
        Long known = days.get(date);
        return known != null && known <= knownNanos;
    }
}
