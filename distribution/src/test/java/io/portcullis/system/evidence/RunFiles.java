package io.portcullis.system.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;

/** The four files that a run leaves behind. A row that cannot be read at all is a finding and is left out. */
final class RunFiles {
    static final String ORDERS = "orders.csv";
    static final String FILLS = "fills.csv";
    static final String EQUITY = "equity.csv";
    static final String SIGNALS = "signals.csv.gz";

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<String> ORDER_COLUMNS = List.of(
            "orderId,parentId,decidedAt,instrument,side,quantity,limitPrice,referencePrice,equity,verdict,codes,packHash"
                    .split(","));
    private static final List<String> FILL_COLUMNS =
            List.of("fillId,orderId,time,instrument,side,quantity,price,fee".split(","));
    private static final List<String> EQUITY_COLUMNS = List.of("date,equity,cash,gross,net".split(","));
    private static final List<String> SIGNAL_COLUMNS = List.of("time,agent,instrument,horizon,direction,p".split(","));

    /** A row of orders.csv. */
    record Order(
            long row,
            String id,
            String parent,
            Instant decidedAt,
            String instrument,
            int sign,
            double quantity,
            double limit,
            double reference,
            double equity,
            String verdict,
            String codes,
            String pack) {
        boolean passes() {
            return verdict.equals("ALLOW") || verdict.equals("REDUCE");
        }

        LocalDate date() {
            return dateOf(decidedAt);
        }
    }

    /** A row of fills.csv. */
    record Fill(
            long row,
            String id,
            String orderId,
            Instant time,
            String instrument,
            int sign,
            double quantity,
            double price,
            double fee) {
        LocalDate date() {
            return dateOf(time);
        }
    }

    /** A row of equity.csv. */
    record Day(long row, LocalDate date, double equity, double cash, double gross, double net) {}

    /** A row of signals.csv.gz. */
    record Signal(long row, Instant time, String agent, String instrument, int horizon, int sign, double p) {}

    final List<Order> orders = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    final List<Day> days = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();

    private RunFiles() {}

    /** What turns a row into a record; throws what parsing throws. */
    private interface Parser<T> {
        T parse(CsvRows.Row row);
    }

    static RunFiles read(Path folder, Findings findings) throws IOException {
        RunFiles run = new RunFiles();
        read(folder, ORDERS, ORDER_COLUMNS, run.orders, RunFiles::order, findings);
        read(folder, FILLS, FILL_COLUMNS, run.fills, RunFiles::fill, findings);
        read(folder, EQUITY, EQUITY_COLUMNS, run.days, RunFiles::day, findings);
        read(folder, SIGNALS, SIGNAL_COLUMNS, run.signals, RunFiles::signal, findings);
        return run;
    }

    private static <T> void read(
            Path folder, String name, List<String> columns, List<T> into, Parser<T> parser, Findings findings)
            throws IOException {
        try {
            List<String> header = CsvRows.read(folder.resolve(name), row -> {
                try {
                    if (!row.isComplete()) {
                        throw new IllegalArgumentException("a row needs " + columns.size() + " cells");
                    }
                    into.add(parser.parse(row));
                } catch (DateTimeException | IllegalArgumentException | NoSuchElementException e) {
                    findings.add("unreadable", name, row.line(), e.getMessage());
                }
            });
            if (!header.equals(columns)) {
                findings.add("header", name, 1, "must be " + columns + ", got " + header);
            }
        } catch (EOFException | ZipException e) {
            findings.add("unreadable", name, 0, e.getMessage());
        }
    }

    private static Order order(CsvRows.Row row) {
        return new Order(
                row.line(),
                text(row, "orderId"),
                row.text("parentId"),
                Instant.parse(row.text("decidedAt")),
                text(row, "instrument"),
                sign(row.text("side"), "BUY", "SELL"),
                positive(row, "quantity"),
                positive(row, "limitPrice"),
                positive(row, "referencePrice"),
                positive(row, "equity"),
                text(row, "verdict"),
                row.text("codes"),
                text(row, "packHash"));
    }

    private static Fill fill(CsvRows.Row row) {
        return new Fill(
                row.line(),
                text(row, "fillId"),
                text(row, "orderId"),
                Instant.parse(row.text("time")),
                text(row, "instrument"),
                sign(row.text("side"), "BUY", "SELL"),
                positive(row, "quantity"),
                positive(row, "price"),
                number(row, "fee"));
    }

    private static Day day(CsvRows.Row row) {
        return new Day(
                row.line(),
                LocalDate.parse(row.text("date")),
                number(row, "equity"),
                number(row, "cash"),
                number(row, "gross"),
                number(row, "net"));
    }

    private static Signal signal(CsvRows.Row row) {
        double p = number(row, "p");
        int horizon = Integer.parseInt(row.text("horizon"));
        if (!(p > 0 && p < 1) || horizon <= 0) {
            throw new IllegalArgumentException(
                    "p must lie inside (0, 1) and the horizon be positive, got " + p + " and " + horizon);
        }
        return new Signal(
                row.line(),
                Instant.parse(row.text("time")),
                text(row, "agent"),
                text(row, "instrument"),
                horizon,
                sign(row.text("direction"), "LONG", "SHORT"),
                p);
    }

    private static String text(CsvRows.Row row, String column) {
        String text = row.text(column);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(column + " is empty");
        }
        return text;
    }

    private static double number(CsvRows.Row row, String column) {
        double value = row.number(column);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(column + " is no number: '" + row.text(column) + "'");
        }
        return value;
    }

    private static double positive(CsvRows.Row row, String column) {
        double value = number(row, column);
        if (!(value > 0)) {
            throw new IllegalArgumentException(column + " must be above zero, got " + value);
        }
        return value;
    }

    private static int sign(String text, String plus, String minus) {
        if (!text.equals(plus) && !text.equals(minus)) {
            throw new IllegalArgumentException("must be " + plus + " or " + minus + ", got '" + text + "'");
        }
        return text.equals(plus) ? 1 : -1;
    }

    static LocalDate dateOf(Instant time) {
        return time.atZone(NEW_YORK).toLocalDate();
    }

    static LocalTime clockOf(Instant time) {
        return time.atZone(NEW_YORK).toLocalTime();
    }
}
