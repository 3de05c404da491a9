package io.portcullis.policy.pack;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pack's limits.csv: {@code limit,scope,value,unit}, and where wanted {@code from,to}, the first and the last day on which a row is in
 * force. Immutable after reading, shared by threads.
 *
 * <p>A day is a day of engine time, UTC, so that a replay finds the same rows in force. The dates of the rows cut time into periods;
 * what is in force within one of them is a {@link ScopedLimits}.
 */
public final class LimitTable {
    /** The file's name in the pack. */
    public static final String FILE = "limits.csv";

    /** The scope of everything. */
    public static final String GLOBAL = "global";

    private static final List<String> HEADER = List.of("limit", "scope", "value", "unit");
    private static final List<String> DATED = List.of("limit", "scope", "value", "unit", "from", "to");
    /** The kinds of scopes that have a name behind a colon. */
    public static final List<String> SCOPES = List.of("sector", "instrument", "account", "venue", "agent");

    private static final int PERIODS_MAX = 64;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    /** The first day of each period, the first of them without a beginning. */
    private final long[] firstDays;

    private final ScopedLimits[] periods;
    private final List<Row> rows;

    private LimitTable(List<Row> rows) {
        SortedSet<Long> days = new TreeSet<>();
        days.add(Long.MIN_VALUE);
        for (Row row : rows) {
            days.add(row.fromDay());
            if (row.toDay() != Long.MAX_VALUE) {
                days.add(row.toDay() + 1);
            }
        }
        this.rows = List.copyOf(rows);
        this.firstDays = days.stream().mapToLong(Long::longValue).toArray();
        this.periods = new ScopedLimits[firstDays.length];
        for (int i = 0; i < periods.length; i++) {
            periods[i] = new ScopedLimits();
            for (Row row : rows) {
                if (row.fromDay() <= firstDays[i] && firstDays[i] <= row.toDay()) {
                    periods[i].set(row.scope(), row.limit(), row.value());
                }
            }
        }
    }

    /** Reads the table; rows that cannot stand are findings. */
    public static LimitTable read(String text, List<Finding> findings) {
        CsvTable csv = CsvTable.read(FILE, text, findings);
        boolean headed = !csv.rows().isEmpty()
                && List.of(HEADER, DATED).contains(csv.rows().get(0).cells());
        if (!headed) {
            findings.add(Finding.at(
                    FILE, 1, "the first line must be 'limit,scope,value,unit' or 'limit,scope,value,unit,from,to'"));
            return new LimitTable(List.of());
        }
        List<Row> rows = new ArrayList<>();
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            new RowReader(csv, row, findings).read().ifPresent(read -> add(read, csv, row, rows, findings));
        }
        LimitTable table = new LimitTable(rows);
        if (table.periods.length > PERIODS_MAX) {
            findings.add(Finding.in(
                    FILE,
                    "the dates cut time into at most " + PERIODS_MAX + " periods, these make " + table.periods.length));
        }
        return table;
    }

    private static void add(Row read, CsvTable csv, CsvTable.Row row, List<Row> rows, List<Finding> findings) {
        rows.stream().filter(read::overlaps).findFirst().ifPresent(earlier -> {
            boolean undated = earlier.isUndated() && read.isUndated();
            findings.add(csv.finding(
                    row,
                    0,
                    undated
                            ? "limit " + row.cell(0) + " is set twice for scope " + row.cell(1) + "; keep one row"
                            : "limit " + row.cell(0) + " of scope " + row.cell(1) + " overlaps with line "
                                    + earlier.line() + ": both would hold on "
                                    + date(Math.max(earlier.fromDay(), read.fromDay()))));
        });
        rows.add(read);
    }

    /** Whether this names a scope: global, or a kind and a name. */
    public static boolean isScope(String scope) {
        return scope.equals(GLOBAL) || scope.matches("(" + String.join("|", SCOPES) + "):[ -~]{1,64}");
    }

    /** What is in force on a day of engine time, counted from 1970-01-01. */
    public ScopedLimits at(long epochDay) {
        int found = Arrays.binarySearch(firstDays, epochDay);
        return periods[found >= 0 ? found : -found - 2];
    }

    /** What is in force at an engine time, in nanoseconds since the epoch. */
    public ScopedLimits atTime(long nanos) {
        return at(Math.floorDiv(nanos, NANOS_PER_DAY));
    }

    /** What is in force on a date. */
    public ScopedLimits at(LocalDate date) {
        return at(date.toEpochDay());
    }

    /** Sets every limit that applies to the order of these facts on their day, NaN where there is none. */
    public void resolve(GateFacts facts) {
        at(facts.session().getEpochDay()).resolve(facts);
    }

    /** Sets the limits of an account, which is what watch rules see. */
    public void resolve(WatchFacts facts) {
        Limits limits = facts.limits();
        at(facts.session().getEpochDay()).resolve("", "", facts.account().getId(), limits);
    }

    /** A day in each of the periods, in their order. */
    public long[] days() {
        long[] days = firstDays.clone();
        days[0] = firstDays.length > 1 ? firstDays[1] - 1 : 0;
        return days;
    }

    /** The largest value of a limit in any scope and on any day, to compare with the caps of the safety ring; empty when it is never set. */
    public Optional<Double> loosest(LimitField limit) {
        return Arrays.stream(periods)
                .flatMap(period -> period.loosest(limit).stream())
                .max(Double::compare);
    }

    /** The rows, in the order of the file. */
    public List<Row> rows() {
        return rows;
    }

    /** When a limit has no global value, in words; empty when it always has one. */
    Optional<String> globalGap(LimitField limit) {
        for (int i = 0; i < periods.length; i++) {
            if (periods[i].global(limit).isEmpty()) {
                String from = i == 0 ? "" : " from " + date(firstDays[i]);
                String to = i == periods.length - 1 ? "" : " until " + date(firstDays[i + 1] - 1);
                return Optional.of(from + to);
            }
        }
        return Optional.empty();
    }

    private static String date(long day) {
        return day == Long.MIN_VALUE
                ? "every earlier day"
                : LocalDate.ofEpochDay(day).toString();
    }

    /**
     * One row.
     *
     * @param line where it stands
     * @param limit which limit
     * @param scope of what
     * @param value in the fact's own unit
     * @param text the value as it stands in the file
     * @param unit as it stands in the file
     * @param fromDay first day in force; the least number without one
     * @param toDay last day in force; the largest number without one
     */
    public record Row(
            int line,
            LimitField limit,
            String scope,
            double value,
            String text,
            String unit,
            long fromDay,
            long toDay) {
        boolean overlaps(Row other) {
            return limit == other.limit
                    && scope.equals(other.scope)
                    && fromDay <= other.toDay
                    && other.fromDay <= toDay;
        }

        /** Whether it always holds. */
        public boolean isUndated() {
            return fromDay == Long.MIN_VALUE && toDay == Long.MAX_VALUE;
        }

        /** When it holds, in words; empty when always. */
        public String when() {
            String from = fromDay == Long.MIN_VALUE ? "" : " from " + date(fromDay);
            return toDay == Long.MAX_VALUE ? from : from + " to " + date(toDay);
        }
    }

    /** Reads one row, or says what is wrong with it. */
    private record RowReader(CsvTable csv, CsvTable.Row row, List<Finding> findings) {
        Optional<Row> read() {
            int wanted = csv.rows().get(0).cells().size();
            if (row.cells().size() != wanted) {
                findings.add(Finding.at(
                        FILE,
                        row.line(),
                        "a row has " + wanted + " cells: limit, scope, value and unit"
                                + (wanted == DATED.size() ? ", from and to" : "")));
                return Optional.empty();
            }
            int before = findings.size();
            Optional<LimitField> limit = LimitField.named(row.cell(0));
            if (limit.isEmpty()) {
                refuse(
                        0,
                        "there is no limit '" + row.cell(0) + "'" + Nearest.hint(row.cell(0), LimitField.NAMES)
                                + "; known are " + String.join(", ", LimitField.NAMES));
                return Optional.empty();
            }
            scope();
            double value = value(limit.get());
            long from = day(4, Long.MIN_VALUE);
            long to = day(5, Long.MAX_VALUE);
            if (from > to) {
                refuse(5, "'to' lies before 'from'");
            }
            return findings.size() > before
                    ? Optional.empty()
                    : Optional.of(
                            new Row(row.line(), limit.get(), row.cell(1), value, row.cell(2), row.cell(3), from, to));
        }

        private void scope() {
            String scope = row.cell(1);
            if (!isScope(scope)) {
                String kind = scope.contains(":") ? scope.substring(0, scope.indexOf(':')) : scope;
                refuse(
                        1,
                        "scope must be global, sector:X, instrument:SYM, account:A, venue:V or agent:N, got '" + scope
                                + "'" + Nearest.hint(kind, SCOPES));
            }
        }

        private double value(LimitField limit) {
            BigDecimal number;
            try {
                number = new BigDecimal(row.cell(2));
            } catch (NumberFormatException e) {
                refuse(2, "value must be a number, got '" + row.cell(2) + "'");
                return Double.NaN;
            }
            if (number.signum() < 0 || number.precision() - number.scale() > 18 || number.scale() > 18) {
                refuse(2, "value must lie between 0 and 1e18, got '" + row.cell(2) + "'");
                return Double.NaN;
            }
            return limit.convert(number, row.cell(3)).orElseGet(() -> {
                List<String> units = List.of(limit.units().split(", "));
                refuse(
                        3,
                        "unit of " + limit.kebab() + " must be one of " + limit.units() + ", got '" + row.cell(3) + "'"
                                + Nearest.hint(row.cell(3), units));
                return Double.NaN;
            });
        }

        private long day(int column, long always) {
            String cell = row.cell(column);
            if (cell.isEmpty()) {
                return always;
            }
            try {
                return LocalDate.parse(cell).toEpochDay();
            } catch (DateTimeException e) {
                refuse(column, "a date looks like 2026-03-31, got '" + cell + "'");
                return always;
            }
        }

        private void refuse(int column, String message) {
            findings.add(csv.finding(row, column, message));
        }
    }
}
