package io.portcullis.model.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * The trading days of the New York Stock Exchange, by rule, and the instants at which they open and close.
 *
 * <p>The rules hold from 1993 on; days outside {@link #FIRST} to {@link #LAST} are refused rather than guessed. Known special
 * closings and half days are included; interruptions within a day (circuit breakers, late openings) are not, they are halts.
 * Instants are nanoseconds since the epoch, UTC. Immutable and thread-safe.
 */
public final class TradingCalendar {
    /** The time zone of the exchange. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** The first date that the calendar knows. */
    public static final LocalDate FIRST = LocalDate.of(1993, 1, 1);

    /** The last date that the calendar knows. */
    public static final LocalDate LAST = LocalDate.of(2099, 12, 31);

    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime CLOSE_HALF_DAY = LocalTime.of(13, 0);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final TradingCalendar NYSE = new TradingCalendar();

    /** Dates of all trading days, ascending. */
    private final LocalDate[] days;
    /** For each date from {@link #FIRST} on, how many trading days lie up to and including it. */
    private final int[] countUpTo;
    /** Half days, by days after {@link #FIRST}. */
    private final BitSet halfDays = new BitSet();

    private TradingCalendar() {
        List<LocalDate> open = new ArrayList<>();
        countUpTo = new int[offset(LAST) + 1];
        for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
            Set<LocalDate> closed = NyseRules.holidays(year);
            Set<LocalDate> early = NyseRules.halfDays(year);
            LocalDate newYear = LocalDate.of(year, 1, 1);
            for (LocalDate day = newYear; day.getYear() == year; day = day.plusDays(1)) {
                if (!isWeekend(day) && !closed.contains(day)) {
                    open.add(day);
                    halfDays.set(offset(day), early.contains(day));
                }
                countUpTo[offset(day)] = open.size();
            }
        }
        days = open.toArray(LocalDate[]::new);
    }

    /** The calendar of the New York Stock Exchange; always the same object. */
    public static TradingCalendar nyse() {
        return NYSE;
    }

    /** True when the exchange opens on a date. */
    public boolean isTradingDay(LocalDate date) {
        int count = count(date);
        return count > 0 && days[count - 1].equals(date);
    }

    /** True when the exchange opens on a date and closes at 13:00. */
    public boolean isHalfDay(LocalDate date) {
        requireKnown(date);
        return halfDays.get(offset(date));
    }

    /** The first trading day after a date. */
    public LocalDate next(LocalDate date) {
        return day(count(date), date);
    }

    /** The last trading day before a date. */
    public LocalDate previous(LocalDate date) {
        int count = count(date);
        return day(isTradingDay(date) ? count - 2 : count - 1, date);
    }

    /**
     * The trading day that lies a number of trading days after a date, or before it when the number is negative.
     *
     * @param date where to start; need not be a trading day
     * @param tradingDays how far; 0 gives the date itself when it is a trading day, else the last one before it
     */
    public LocalDate plus(LocalDate date, int tradingDays) {
        int here = count(date) - 1;
        boolean between = !isTradingDay(date);
        return day(Math.addExact(between && tradingDays < 0 ? here + 1 : here, tradingDays), date);
    }

    /**
     * How many trading days lie after one date up to and including another: 1 from a trading day to the next one, 0 from a
     * date to itself, negative when the second date is the earlier one.
     */
    public int tradingDaysBetween(LocalDate from, LocalDate to) {
        return count(to) - count(from);
    }

    /** All trading days from one date to another, both included, ascending; empty when there are none. */
    public List<LocalDate> tradingDays(LocalDate from, LocalDate to) {
        int first = isTradingDay(from) ? count(from) - 1 : count(from);
        int afterLast = count(to);
        return first >= afterLast ? List.of() : List.of(Arrays.copyOfRange(days, first, afterLast));
    }

    /**
     * When the exchange opens on a trading day: 09:30 in New York.
     *
     * @throws IllegalArgumentException when it does not open on that date
     */
    public long openNanos(LocalDate date) {
        requireTradingDay(date);
        return nanosOf(date, OPEN);
    }

    /**
     * When the exchange closes on a trading day: 16:00 in New York, 13:00 on a half day.
     *
     * @throws IllegalArgumentException when it does not open on that date
     */
    public long closeNanos(LocalDate date) {
        requireTradingDay(date);
        return nanosOf(date, isHalfDay(date) ? CLOSE_HALF_DAY : CLOSE);
    }

    /** The date in New York at an instant, a trading day or not. */
    public LocalDate dateAt(long nanos) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(0, nanos), ZONE);
    }

    /** True from the open up to, but not including, the close of a trading day. */
    public boolean isOpenAt(long nanos) {
        LocalDate date = dateAt(nanos);
        return isTradingDay(date) && nanos >= openNanos(date) && nanos < closeNanos(date);
    }

    private int count(LocalDate date) {
        requireKnown(date);
        return countUpTo[offset(date)];
    }

    private LocalDate day(int index, LocalDate asked) {
        if (index < 0 || index >= days.length) {
            throw new IllegalArgumentException(
                    "no trading day is known that far from " + asked + "; the calendar runs " + FIRST + " to " + LAST);
        }
        return days[index];
    }

    private void requireTradingDay(LocalDate date) {
        if (!isTradingDay(date)) {
            throw new IllegalArgumentException(
                    date + " (" + date.getDayOfWeek() + ") is not a trading day of the New York Stock Exchange");
        }
    }

    private static void requireKnown(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new IllegalArgumentException("the calendar runs " + FIRST + " to " + LAST + ", got " + date);
        }
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static int offset(LocalDate date) {
        return Math.toIntExact(date.toEpochDay() - FIRST.toEpochDay());
    }

    private static long nanosOf(LocalDate date, LocalTime time) {
        return Math.multiplyExact(date.atTime(time).atZone(ZONE).toEpochSecond(), NANOS_PER_SECOND);
    }
}
