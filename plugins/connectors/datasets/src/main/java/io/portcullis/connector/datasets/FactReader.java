package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what is said about issuers and the economy: news, filings, statements, macro numbers, closes, options, short volume. */
final class FactReader {
    /** Some 200 bytes each in memory. */
    static final int FACTS_MAX = 3_000_000;

    private static final int YEAR_AND_MONTH = 7;
    private static final int DAY = 10;

    private final Span span;
    private final BadRecordSink badRecords;
    private final List<MarketEvent> facts = new ArrayList<>();

    FactReader(Span span, BadRecordSink badRecords) {
        this.span = span;
        this.badRecords = badRecords;
    }

    /** The facts of one row: usually one, of a table of many numbers one each. */
    private interface RowReader {
        void read(DatasetFile file, Table table, long knownNanos) throws BadRowException;
    }

    /** All facts of all such roles that were known within the run, and of those that keep their meaning also older ones. */
    List<MarketEvent> read(Descriptor descriptor) throws IOException {
        for (DatasetFile file : descriptor.files()) {
            RowReader reader = reader(file.role());
            if (reader != null) {
                read(file, reader);
            }
        }
        return facts;
    }

    private RowReader reader(Role role) {
        return switch (role) {
            case CLOSES -> this::close;
            case NEWS -> this::news;
            case INSIDER_TRADES -> this::insiderTrade;
            case FUNDAMENTALS -> this::fundamental;
            case MACRO_VIX, MACRO_CPI, MACRO_WTI, MACRO_GOLD -> this::macroValue;
            case MACRO_TREASURY_CURVE, MACRO_FUND_FLOWS, MACRO_FACTORS -> this::macroFields;
            case SHORT_VOLUME -> this::shortVolume;
            case OPTIONS -> this::option;
            case BARS,
                    BENCHMARK_BARS,
                    CORPORATE_ACTIONS,
                    INSTRUMENTS,
                    SUSPECT_DAYS,
                    BORROW,
                    MINUTE_BARS,
                    TICKS,
                    BOOK_LOBSTER,
                    BOOK_BINANCE -> null;
        };
    }

    private void read(DatasetFile file, RowReader reader) throws IOException {
        LocalDate first = span.first().minusYears(file.role().yearsBefore());
        try (Table table = Table.open(file, badRecords)) {
            while (table.next()) {
                try {
                    readRow(file, table, reader, first);
                } catch (BadRowException e) {
                    table.bad(e);
                }
            }
            table.finish();
        }
    }

    private void readRow(DatasetFile file, Table table, RowReader reader, LocalDate first)
            throws BadRowException, IOException {
        long known = span.startNanos();
        if (file.known() != null) {
            String at = table.cell(table.knownColumn());
            if (isOutside(at, first)) {
                return;
            }
            known = file.known().nanosOf(at.length() < DAY ? date(at).toString() : at);
        }
        if (facts.size() >= FACTS_MAX) {
            throw new IOException(file.path() + ": more than " + FACTS_MAX + " facts from " + span.first() + " to "
                    + span.last() + "; ask for fewer days");
        }
        if (known <= span.endNanos()) {
            reader.read(file, table, known);
        }
    }

    /** By the date that a cell begins with; what is no date is for the rule to refuse. */
    private boolean isOutside(String at, LocalDate first) {
        try {
            LocalDate date = date(at.substring(0, Math.min(DAY, at.length())));
            return date.isBefore(first) || date.isAfter(span.last());
        } catch (BadRowException e) {
            return false;
        }
    }

    private void close(DatasetFile file, Table table, long known) throws BadRowException {
        LocalDate session = Sessions.date(table.cell(table.column("time")));
        if (!TradingCalendar.nyse().isTradingDay(session)) {
            throw new BadRowException("not a trading day: " + session + " (" + session.getDayOfWeek() + ")");
        }
        long close = TradingCalendar.nyse().closeNanos(session);
        requireNotBefore(known, close);
        facts.add(new ClosingPrice(
                instrument(table),
                session,
                new Price(Decimals.price("close", table.cell(table.column("close")))),
                new Quantity(Decimals.notNegative("volume", table.cell(table.column("volume")))),
                close,
                known));
    }

    private void news(DatasetFile file, Table table, long known) throws BadRowException {
        long published = instant(table.cell(table.column("time")));
        requireNotBefore(known, published);
        facts.add(new News(
                instrument(table),
                file.path().getFileName().toString(),
                table.cell(table.column("text")),
                published,
                known));
    }

    private void insiderTrade(DatasetFile file, Table table, long known) throws BadRowException {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String ours : List.of("owner_cik", "position", "code", "shares", "price", "shares_after")) {
            fields.put(ours, table.cell(table.column(ours)));
        }
        for (Map.Entry<String, Integer> other : table.others().entrySet()) {
            fields.put(other.getKey(), table.cell(other.getValue()));
        }
        long traded = day(table);
        requireNotBefore(known, traded);
        facts.add(new Filing(issuer(table), "4", fields, traded, known));
    }

    /** Where the source names all classes of an issuer's shares ("LEN, LEN.B"), the first. */
    private static InstrumentId issuer(Table table) throws BadRowException {
        return Symbols.instrument(
                table.cell(table.column("instrument")).split(",", 2)[0].strip());
    }

    private void fundamental(DatasetFile file, Table table, long known) throws BadRowException {
        long period = day(table);
        requireNotBefore(known, period);
        facts.add(new Fundamental(instrument(table), numbers(table), period, known));
    }

    private void macroValue(DatasetFile file, Table table, long known) throws BadRowException {
        String value = table.cell(table.column("value"));
        if (!value.isEmpty()) {
            macro(file, "value", number("value", value), day(table), known);
        }
    }

    private void macroFields(DatasetFile file, Table table, long known) throws BadRowException {
        long day = day(table);
        for (Map.Entry<String, Double> number : numbers(table).entrySet()) {
            macro(file, number.getKey(), number.getValue(), day, known);
        }
    }

    private void macro(DatasetFile file, String field, double value, long day, long known) throws BadRowException {
        requireNotBefore(known, day);
        facts.add(new MacroPrint(file.role().toString(), field, value, day, known));
    }

    private void shortVolume(DatasetFile file, Table table, long known) throws BadRowException {
        long day = day(table);
        requireNotBefore(known, day);
        Quantity sold = quantity(table, "short_volume");
        Quantity total = quantity(table, "total_volume");
        if (sold.compareTo(total) > 0) {
            throw new BadRowException("value out of range: short_volume " + sold + " is above total_volume " + total);
        }
        facts.add(new ShortVolume(
                instrument(table),
                table.cell(table.column("venue_group")),
                sold,
                quantity(table, "short_exempt_volume"),
                total,
                day,
                known));
    }

    private void option(DatasetFile file, Table table, long known) throws BadRowException {
        long day = day(table);
        requireNotBefore(known, day);
        facts.add(new OptionPrint(
                instrument(table),
                date(table.cell(table.column("expiry"))),
                right(table.cell(table.column("right"))),
                new Price(Decimals.price("strike", table.cell(table.column("strike")))),
                table.cell(table.column("kind")),
                numbers(table),
                day,
                known));
    }

    private static OptionRight right(String text) throws BadRowException {
        return switch (text) {
            case "C", "CALL" -> OptionRight.CALL;
            case "P", "PUT" -> OptionRight.PUT;
            default -> throw new BadRowException("not a right: must be C or P, got '" + text + "'");
        };
    }

    /** The numbers of the columns that we have no name for; an empty cell was not reported. */
    private static SortedMap<String, Double> numbers(Table table) throws BadRowException {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, Integer> other : table.others().entrySet()) {
            String cell = table.cell(other.getValue());
            if (!cell.isEmpty()) {
                numbers.put(other.getKey(), number(other.getKey(), cell));
            }
        }
        return numbers;
    }

    private static double number(String name, String text) throws BadRowException {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadRowException("not a number: " + name + " is '" + text + "'");
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new BadRowException("not a number: " + name + " is '" + text + "'");
        }
        return value;
    }

    private static Quantity quantity(Table table, String ours) throws BadRowException {
        return new Quantity(Decimals.notNegative(ours, table.cell(table.column(ours))));
    }

    private static InstrumentId instrument(Table table) throws BadRowException {
        return Symbols.instrument(table.cell(table.column("instrument")));
    }

    /** The close of the day that a row is about. */
    private static long day(Table table) throws BadRowException {
        return KnownRule.closeNanos(date(table.cell(table.column("time"))));
    }

    private static LocalDate date(String text) throws BadRowException {
        try {
            if (text.length() == YEAR_AND_MONTH) {
                return YearMonth.parse(text).atDay(1);
            }
            return text.length() == DAY
                    ? LocalDate.parse(text)
                    : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw new BadRowException("not a date: must read yyyy-MM-dd, yyyyMMdd or yyyy-MM, got '" + text + "'");
        }
    }

    private static long instant(String text) throws BadRowException {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRowException("not a time: must carry a zone as in 2015-03-02T14:30:00Z, got '" + text + "'");
        }
    }

    private static void requireNotBefore(long known, long happened) throws BadRowException {
        if (known < happened) {
            throw new BadRowException("known too early: before it was true");
        }
    }
}
