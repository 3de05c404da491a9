package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** What rows of minute bars and of ticks have in common: a date and a time in New York, trades and quotes. */
final class Intraday {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Price NO_PRICE = new Price(0);

    private Intraday() {}

    static LocalDate date(Table table) throws BadRowException {
        String text = table.cell(table.column("date"));
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw new BadRowException("not a date: must read yyyyMMdd, got '" + text + "'");
        }
    }

    static long nanos(Table table, LocalDate date) throws BadRowException {
        String text = table.cell(table.column("time"));
        try {
            return nanos(date, LocalTime.parse(text).toNanoOfDay());
        } catch (DateTimeException e) {
            throw new BadRowException("not a time: must read HH:mm:ss.SSS (New York), got '" + text + "'");
        }
    }

    /** So many nanoseconds on the clock of New York after midnight: a day with a change of the clock has 23 or 25 hours. */
    static long nanos(LocalDate date, long nanoOfDay) {
        return date.atTime(LocalTime.ofNanoOfDay(nanoOfDay))
                                .atZone(TradingCalendar.ZONE)
                                .toEpochSecond()
                        * NANOS_PER_SECOND
                + nanoOfDay % NANOS_PER_SECOND;
    }

    /** A quote from these columns; a side without interest is empty in the file. */
    static Quote quote(Table table, String bid, String bidSize, String ask, String askSize, long nanos)
            throws BadRowException {
        Quote quote = new Quote(
                Symbols.instrument(table.cell(table.column("instrument"))),
                price(table, bid),
                size(table, bidSize),
                price(table, ask),
                size(table, askSize),
                nanos,
                nanos);
        if (quote.ask().raw() > 0 && quote.bid().raw() > quote.ask().raw()) {
            throw new BadRowException("crossed quote: bid " + quote.bid() + " above ask " + quote.ask());
        }
        return quote;
    }

    static Trade trade(Table table, long nanos) throws BadRowException {
        boolean suspicious = table.cell(table.column("suspicious")).equals("1");
        return new Trade(
                Symbols.instrument(table.cell(table.column("instrument"))),
                new Price(Decimals.price("price", table.cell(table.column("price")))),
                new Quantity(Decimals.price("size", table.cell(table.column("size")))),
                table.cell(table.column("cond")) + (suspicious ? " suspicious" : ""),
                nanos,
                nanos);
    }

    private static Price price(Table table, String column) throws BadRowException {
        String text = table.cell(table.column(column));
        return text.isEmpty() ? NO_PRICE : new Price(Decimals.notNegative(column, text));
    }

    private static Quantity size(Table table, String column) throws BadRowException {
        String text = table.cell(table.column(column));
        return text.isEmpty() ? Quantity.ZERO : new Quantity(Decimals.notNegative(column, text));
    }
}
