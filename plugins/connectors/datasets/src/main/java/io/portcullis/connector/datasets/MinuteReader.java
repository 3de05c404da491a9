package io.portcullis.connector.datasets;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads minutes: bars of trades and closing quotes, both known when the minute that begins at their time is over. */
final class MinuteReader {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Span span;
    private final BadRecordSink badRecords;
    private final List<MarketEvent> events = new ArrayList<>();

    MinuteReader(Span span, BadRecordSink badRecords) {
        this.span = span;
        this.badRecords = badRecords;
    }

    List<MarketEvent> read(List<DatasetFile> files) throws IOException {
        for (DatasetFile file : files) {
            try (Table table = Table.open(file, badRecords)) {
                while (table.next()) {
                    try {
                        readRow(file, table);
                    } catch (BadRowException e) {
                        table.bad(e);
                    }
                }
                table.finish();
            }
        }
        return events;
    }

    private void readRow(DatasetFile file, Table table) throws BadRowException, IOException {
        LocalDate date = Intraday.date(table);
        if (!span.contains(date)) {
            return;
        }
        if (events.size() >= FactReader.FACTS_MAX) {
            throw new IOException(file.path() + ": more than " + FactReader.FACTS_MAX + " minutes; ask for fewer days");
        }
        long end = Intraday.nanos(table, date) + MINUTE_NANOS;
        String kind = table.cell(table.column("kind"));
        switch (kind) {
            case "T" -> events.add(bar(table, date, end));
            case "Q" -> events.add(Intraday.quote(table, "bid_close", "bid_size", "ask_close", "ask_size", end));
            default -> throw new BadRowException("not a kind: must be T or Q, got '" + kind + "'");
        }
    }

    private static Bar bar(Table table, LocalDate date, long end) throws BadRowException {
        try {
            return new Bar(
                    Symbols.instrument(table.cell(table.column("instrument"))),
                    BarPeriod.MINUTE,
                    date,
                    price(table, "open"),
                    price(table, "high"),
                    price(table, "low"),
                    price(table, "close"),
                    new Quantity(Decimals.notNegative("volume", table.cell(table.column("volume")))),
                    false,
                    end,
                    end);
        } catch (IllegalArgumentException e) {
            throw new BadRowException("price outside the bar: " + e.getMessage());
        }
    }

    private static Price price(Table table, String column) throws BadRowException {
        return new Price(Decimals.price(column, table.cell(table.column(column))));
    }
}
