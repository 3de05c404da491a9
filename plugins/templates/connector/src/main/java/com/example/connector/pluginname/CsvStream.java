package com.example.connector.pluginname;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads line by line, so a file may be larger than the memory. Not thread-safe. */
final class CsvStream implements MarketStream {
    private static final int COLUMNS = 7;

    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final String name;
    private final BufferedReader reader;
    private final Pattern separator;
    private final LocalDate first;
    private final LocalDate last;
    private final BadRecordSink badRecords;
    private long line;
    private long knownNanos = Long.MIN_VALUE;

    CsvStream(Path file, PluginNameSettings settings, StreamRequest request, BadRecordSink badRecords)
            throws IOException {
        this.name = file.toString();
        this.separator = Pattern.compile(Pattern.quote(settings.separator()));
        this.first = request.historyDays() == 0
                ? request.from()
                : calendar.plus(request.from(), -request.historyDays());
        this.last = request.to() == null ? TradingCalendar.LAST : request.to();
        this.badRecords = badRecords;
        this.reader = Files.newBufferedReader(file);
        while (line < settings.headerLines() && reader.readLine() != null) {
            line++;
        }
    }

    @Override
    public MarketEvent next() throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            Bar bar = bar(text);
            if (bar != null && !bar.session().isBefore(first) && !bar.session().isAfter(last)) {
                return bar;
            }
        }
        return null;
    }

    /** Null for a row that cannot be used; the reason says what is wrong and what would be right. */
    private Bar bar(String text) {
        try {
            Bar bar = parse(separator.split(text, -1));
            if (bar.knownTimeNanos() < knownNanos) {
                throw new IllegalArgumentException(bar.session() + " comes after a later date; rows go by date");
            }
            knownNanos = bar.knownTimeNanos();
            return bar;
        } catch (RuntimeException e) {
            badRecords.bad(name, line, String.valueOf(e.getMessage()), text);
            return null;
        }
    }

    private Bar parse(String[] values) {
        if (values.length != COLUMNS) {
            throw new IllegalArgumentException(values.length + " values instead of " + COLUMNS
                    + ": instrument, date, open, high, low, close, volume");
        }
        LocalDate session = LocalDate.parse(values[1]);
        // A bar is known when it is over, never before: that is what keeps a back test honest.
        long closeNanos = calendar.closeNanos(session);
        return new Bar(
                InstrumentId.of(values[0]),
                BarPeriod.DAY,
                session,
                Price.parse(values[2]),
                Price.parse(values[3]),
                Price.parse(values[4]),
                Price.parse(values[5]),
                Quantity.parse(values[6]),
                false,
                closeNanos,
                closeNanos);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
