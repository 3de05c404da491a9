package io.portcullis.model.fee;

import io.portcullis.model.order.Side;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an execution costs in fees, by date: commission, SEC section 31, FINRA TAF, or whatever kinds the table names.
 *
 * <p>Rates change by law and by tariff several times a decade, so they stand in a dated table ({@code etc/fees.csv}) and never
 * in code; the engine's cost stack and the simulated venue read the same one. Floors and caps are per execution. A row holds
 * from its date until the next one of its kind; the last one holds on. Immutable and thread-safe.
 *
 * <p>The table's form is written in its own head: {@code from,kind,side,unit,rate,floor,cap,source}; lines that start with
 * {@code #} and empty lines are skipped.
 */
public final class FeeSchedule {
    private final String name;
    private final LocalDate start;
    private final List<List<FeeRow>> kinds;

    private FeeSchedule(String name, LocalDate start, List<List<FeeRow>> kinds) {
        this.name = name;
        this.start = start;
        this.kinds = kinds;
    }

    /**
     * Reads a table.
     *
     * @param name what to call it in messages, such as the file's name
     * @param csv the whole text
     * @throws IllegalArgumentException naming the line when a field cannot be read, a kind has two rates for one date or goes
     *     backwards in time (an overlap), changes its side, or starts later than the table does (a gap)
     */
    public static FeeSchedule parse(String name, String csv) {
        Map<String, List<FeeRow>> byKind = new TreeMap<>();
        LocalDate start = null;
        for (FeeRow row : FeeTable.rows(name, csv)) {
            List<FeeRow> rows = byKind.computeIfAbsent(row.kind(), kind -> new ArrayList<>());
            if (!rows.isEmpty()) {
                requireSuccession(name, rows.get(rows.size() - 1), row);
            }
            rows.add(row);
            start = start == null || row.from().isBefore(start) ? row.from() : start;
        }
        if (start == null) {
            throw new IllegalArgumentException(
                    name + " has no fees; one row per kind is the least (rate 0 for no fee)");
        }
        for (List<FeeRow> rows : byKind.values()) {
            requireFullCover(name, start, rows.get(0));
        }
        return new FeeSchedule(
                name, start, byKind.values().stream().map(List::copyOf).toList());
    }

    private static void requireSuccession(String name, FeeRow last, FeeRow next) {
        if (!next.from().isAfter(last.from())) {
            throw new IllegalArgumentException(
                    name + " line " + next.line() + ": " + next.kind() + " from " + next.from() + " overlaps line "
                            + last.line() + " from " + last.from() + "; dates of a kind must rise");
        }
        if (next.side() != last.side()) {
            throw new IllegalArgumentException(name + " line " + next.line() + ": " + next.kind()
                    + " changes its side from line " + last.line() + "; give the other side a kind of its own");
        }
    }

    private static void requireFullCover(String name, LocalDate start, FeeRow first) {
        if (!first.from().equals(start)) {
            throw new IllegalArgumentException(name + " line " + first.line() + ": " + first.kind() + " starts on "
                    + first.from() + " but the table on " + start + ", which leaves a gap; start it on " + start
                    + " with rate 0 if nothing was charged");
        }
    }

    /** The first date that the table covers. */
    public LocalDate start() {
        return start;
    }

    /**
     * The fees of one execution.
     *
     * @param date the exchange's trading date
     * @param side buy or sell
     * @param quantity shares, positive
     * @param price price per share
     * @param currency the currency of price and rates
     * @return the sum over all kinds, not negative, each exact and the sum rounded half-even to 1e-6
     * @throws IllegalArgumentException when the date lies before the table or the quantity is not positive
     */
    public Money fee(LocalDate date, Side side, Quantity quantity, Price price, CurrencyCode currency) {
        requireKnown(date, quantity);
        BigDecimal shares = BigDecimal.valueOf(quantity.raw(), Quantity.DECIMALS);
        BigDecimal notional = shares.multiply(BigDecimal.valueOf(price.raw(), Price.DECIMALS));
        BigDecimal sum = BigDecimal.ZERO;
        for (List<FeeRow> rows : kinds) {
            FeeRow row = rowOn(rows, date);
            if (row.appliesTo(side)) {
                sum = sum.add(row.charge(shares, notional));
            }
        }
        long raw = sum.setScale(Money.DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
        return new Money(raw, currency);
    }

    /**
     * The same fees in basis points of the notional, for cost estimates; errors as in {@link #fee}.
     *
     * @param date the exchange's trading date
     * @param side buy or sell
     * @param quantity shares, positive
     * @param price price per share, above zero
     * @return basis points, 1e-4 of the notional
     */
    public double feeBps(LocalDate date, Side side, Quantity quantity, Price price) {
        requireKnown(date, quantity);
        if (price.raw() == 0) {
            throw new IllegalArgumentException("price must be above zero: there are no basis points of nothing");
        }
        double shares = quantity.toDouble();
        double notional = shares * price.toDouble();
        double sum = 0;
        for (List<FeeRow> rows : kinds) {
            FeeRow row = rowOn(rows, date);
            if (row.appliesTo(side)) {
                sum += row.charge(shares, notional);
            }
        }
        return sum / notional * 1e4;
    }

    private void requireKnown(LocalDate date, Quantity quantity) {
        Objects.requireNonNull(date, "date");
        if (date.isBefore(start)) {
            throw new IllegalArgumentException(name + " has no fees for " + date + "; it starts on " + start);
        }
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("quantity must be positive, got " + quantity);
        }
    }

    /** Backwards, because the present is asked for more often than the past. */
    private static FeeRow rowOn(List<FeeRow> rows, LocalDate date) {
        for (int i = rows.size() - 1; i > 0; i--) {
            if (!rows.get(i).from().isAfter(date)) {
                return rows.get(i);
            }
        }
        return rows.get(0);
    }
}
