package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the small files: who is listed, what can be borrowed, which corporate actions there were. */
final class ListReader {
    /** How long before the open a corporate action is known: long enough for whatever has to happen before that open. */
    static final long CORPORATE_ACTION_LEAD_NANOS = 3_600_000_000_000L;

    private static final double ONE = Quantity.ONE;

    private final Span span;
    private final BadRecordSink badRecords;

    ListReader(Span span, BadRecordSink badRecords) {
        this.span = span;
        this.badRecords = badRecords;
    }

    /** One row as an event; null for a row that is sound but not of this run. */
    private interface RowReader {
        MarketEvent event(DatasetFile file, Table table) throws BadRowException;
    }

    List<InstrumentListing> listings(List<DatasetFile> files, Set<InstrumentId> benchmarks) throws IOException {
        Set<InstrumentId> seen = new TreeSet<>();
        List<InstrumentListing> listings = new ArrayList<>();
        read(files, (file, table) -> {
                    InstrumentListing listing = listing(file, table, benchmarks);
                    requireFirst("duplicate instrument", seen.add(listing.instrument()), listing.instrument());
                    return listing;
                })
                .forEach(event -> listings.add((InstrumentListing) event));
        for (InstrumentId benchmark : benchmarks) {
            if (seen.add(benchmark)) {
                listings.add(new InstrumentListing(
                        benchmark, "none", true, List.of(), span.startNanos(), span.startNanos()));
            }
        }
        return listings;
    }

    private InstrumentListing listing(DatasetFile file, Table table, Set<InstrumentId> benchmarks)
            throws BadRowException {
        InstrumentId instrument = Symbols.instrument(table.cell(table.column("instrument")));
        String sector = table.cell(table.column("sector"));
        return new InstrumentListing(
                instrument,
                sector.isEmpty() ? "none" : sector,
                benchmarks.contains(instrument),
                Membership.parse(table.cell(table.column("membership"))),
                span.startNanos(),
                knownFromStart(file, table));
    }

    List<MarketEvent> borrow(List<DatasetFile> files, Set<InstrumentId> universe) throws IOException {
        Set<InstrumentId> seen = new TreeSet<>();
        return read(files, (file, table) -> {
            InstrumentId instrument = Symbols.instrument(table.cell(table.column("instrument")));
            if (!universe.contains(instrument)) {
                return null;
            }
            BorrowAvailability borrow = new BorrowAvailability(
                    instrument,
                    new Quantity(Decimals.notNegative("available", table.cell(table.column("available")))),
                    Decimals.notNegative("fee", table.cell(table.column("fee"))) / ONE,
                    span.startNanos(),
                    knownFromStart(file, table));
            // A static list has one line an instrument; a list with a history may say more than once what changed.
            requireFirst("duplicate instrument", file.known() != null || seen.add(instrument), instrument);
            return borrow;
        });
    }

    List<MarketEvent> corporateActions(List<DatasetFile> files, Set<InstrumentId> universe) throws IOException {
        Set<String> seen = new TreeSet<>();
        return read(files, (file, table) -> {
            InstrumentId instrument = Symbols.instrument(table.cell(table.column("instrument")));
            LocalDate exDate = Sessions.date(table.cell(table.column("time")));
            if (!universe.contains(instrument) || exDate.isBefore(TradingCalendar.FIRST)) {
                return null;
            }
            LocalDate effective = tradingDayFrom(exDate);
            if (!span.contains(effective)) {
                return null;
            }
            CorporateAction action = corporateAction(file, table, instrument, effective);
            requireFirst("duplicate corporate action", seen.add(instrument + " " + exDate), instrument);
            return action;
        });
    }

    private static CorporateAction corporateAction(
            DatasetFile file, Table table, InstrumentId instrument, LocalDate effective) throws BadRowException {
        SplitRatio split = SplitRatio.of(Decimals.parse("split", table.cell(table.column("split"))));
        long dividend = Decimals.notNegative("dividend", table.cell(table.column("dividend")));
        return new CorporateAction(
                instrument,
                effective,
                split.numerator(),
                split.denominator(),
                new Price(dividend),
                TradingCalendar.nyse().openNanos(effective),
                knownBeforeOpen(file, table, effective));
    }

    private static void requireFirst(String category, boolean isFirst, InstrumentId instrument) throws BadRowException {
        if (!isFirst) {
            throw new BadRowException(category + ": an earlier row says so already for " + instrument);
        }
    }

    private List<MarketEvent> read(List<DatasetFile> files, RowReader rows) throws IOException {
        List<MarketEvent> events = new ArrayList<>();
        for (DatasetFile file : files) {
            try (Table table = Table.open(file, badRecords)) {
                while (table.next()) {
                    try {
                        MarketEvent event = rows.event(file, table);
                        if (event != null) {
                            events.add(event);
                        }
                    } catch (BadRowException e) {
                        table.bad(e);
                    }
                }
                table.finish();
            }
        }
        return events;
    }

    private long knownFromStart(DatasetFile file, Table table) throws BadRowException {
        return file.known() == null
                ? span.startNanos()
                : Math.max(span.startNanos(), file.known().nanosOf(table.cell(table.knownColumn())));
    }

    /** Before the open of the ex-date, or of the later date on which the file says that it was known. */
    private static long knownBeforeOpen(DatasetFile file, Table table, LocalDate effective) throws BadRowException {
        LocalDate known = effective;
        if (file.known() != null) {
            LocalDate byRule = tradingDayFrom(file.known().dateOf(table.cell(table.knownColumn())));
            known = byRule.isAfter(effective) ? byRule : effective;
        }
        return TradingCalendar.nyse().openNanos(known) - CORPORATE_ACTION_LEAD_NANOS;
    }

    /** The date itself, or the next trading day: terms that change on a holiday matter at the next open. */
    private static LocalDate tradingDayFrom(LocalDate date) throws BadRowException {
        if (date.isBefore(TradingCalendar.FIRST) || !date.isBefore(TradingCalendar.LAST)) {
            throw new BadRowException("date out of range: the calendar runs " + TradingCalendar.FIRST + " to "
                    + TradingCalendar.LAST + ", got " + date);
        }
        return TradingCalendar.nyse().isTradingDay(date)
                ? date
                : TradingCalendar.nyse().next(date);
    }
}
