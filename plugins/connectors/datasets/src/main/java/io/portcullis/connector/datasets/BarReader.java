package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the bars of a role into columns, instrument by instrument, and sorts out what no market can have printed. */
final class BarReader {
    /** 52 bytes each: at most half a gigabyte. */
    static final int BARS_MAX = 10_000_000;

    private final Span span;
    private final Sessions sessions;
    private final SuspectDays suspects;
    private final BadRecordSink badRecords;
    private final SortedMap<InstrumentId, BarColumns> columns = new TreeMap<>();
    /** Looked up by the text in the file, never iterated. */
    private final Map<String, BarColumns> columnsByText = new HashMap<>();

    private int bars;

    BarReader(Span span, Sessions sessions, SuspectDays suspects, BadRecordSink badRecords) {
        this.span = span;
        this.sessions = sessions;
        this.suspects = suspects;
        this.badRecords = badRecords;
    }

    /** Every instrument of the files in order, those without a bar in the span too. */
    Collection<BarColumns> read(List<DatasetFile> files) throws IOException {
        for (DatasetFile file : files) {
            try (Table table = Table.open(file, badRecords)) {
                read(file, table);
                table.finish();
            }
        }
        return columns.values();
    }

    private void read(DatasetFile file, Table table) throws IOException {
        Layout layout = Layout.of(table);
        while (table.next()) {
            try {
                readRow(file, table, layout);
            } catch (BadRowException e) {
                table.bad(e);
            }
        }
    }

    private void readRow(DatasetFile file, Table table, Layout layout) throws BadRowException, IOException {
        String symbol = table.cell(layout.instrument);
        BarColumns instrument = instrument(symbol);
        int index = sessions.indexOf(table.cell(layout.time));
        if (index == Sessions.NOT_ASKED_FOR) {
            return;
        }
        Sessions.Session session = sessions.get(index);
        requireAfterLast(instrument, session);
        BarColumns.Values values = layout.values(table);
        long known = session.closeNanos();
        if (file.known() != null) {
            known = file.known().nanosOf(table.cell(layout.known));
            requireKnownInOrder(instrument, session, known);
        }
        if (++bars > BARS_MAX) {
            throw new IOException(file.path() + ": more than " + BARS_MAX + " bars from " + span.first() + " to "
                    + span.last() + "; ask for fewer days");
        }
        instrument.add(index, values, known, suspects.contains(symbol, session.date(), known));
    }

    private void requireAfterLast(BarColumns instrument, Sessions.Session session) throws BadRowException {
        if (instrument.size() == 0) {
            return;
        }
        Sessions.Session last = sessions.get(instrument.lastSession());
        if (session.date().equals(last.date())) {
            throw new BadRowException(
                    "duplicate bar: " + instrument.instrument() + " already has one on " + session.date());
        }
        if (session.date().isBefore(last.date())) {
            throw new BadRowException("time goes backwards: " + instrument.instrument() + " was at " + last.date()
                    + ", got " + session.date());
        }
    }

    private static void requireKnownInOrder(BarColumns instrument, Sessions.Session session, long known)
            throws BadRowException {
        if (known < session.closeNanos()) {
            throw new BadRowException("known too early: before the close of " + session.date());
        }
        if (instrument.size() > 0 && known < instrument.knownNanos(instrument.size() - 1)) {
            throw new BadRowException("time goes backwards: known before the bar that precedes it");
        }
    }

    private BarColumns instrument(String symbol) throws BadRowException {
        BarColumns known = columnsByText.get(symbol);
        if (known != null) {
            return known;
        }
        InstrumentId id = Symbols.instrument(symbol);
        BarColumns created = new BarColumns(id);
        columns.put(id, created);
        columnsByText.put(symbol, created);
        return created;
    }

    /** Where the columns of a bar stand in one file. */
    private record Layout(int instrument, int time, int open, int high, int low, int close, int volume, int known) {
        static Layout of(Table table) {
            return new Layout(
                    table.column("instrument"),
                    table.column("time"),
                    table.column("open"),
                    table.column("high"),
                    table.column("low"),
                    table.column("close"),
                    table.column("volume"),
                    table.knownColumn());
        }

        /** The row's values, inside each other as a market prints them: exactly, the data at hand need no tolerance. */
        BarColumns.Values values(Table table) throws BadRowException {
            BarColumns.Values values = new BarColumns.Values(
                    Decimals.price("open", table.cell(open)),
                    Decimals.price("high", table.cell(high)),
                    Decimals.price("low", table.cell(low)),
                    Decimals.price("close", table.cell(close)),
                    Decimals.notNegative("volume", table.cell(volume)));
            if (values.high() < values.low()) {
                throw new BadRowException("high below low: " + table.cell(high) + " and " + table.cell(low));
            }
            requireInside("open", table.cell(open), values.open(), values);
            requireInside("close", table.cell(close), values.close(), values);
            return values;
        }

        private static void requireInside(String name, String text, long raw, BarColumns.Values values)
                throws BadRowException {
            if (raw < values.low() || raw > values.high()) {
                throw new BadRowException("price outside the bar: " + name + " " + text + " is not from low to high");
            }
        }
    }
}
