package io.portcullis.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;

/** Holidays and half days of the New York Stock Exchange by rule, as they have stood since 1993. */
final class NyseRules {
    private static final int MARTIN_LUTHER_KING_SINCE = 1998;
    private static final int JUNETEENTH_SINCE = 2022;
    private static final int HALF_DAY_BEFORE_THURSDAY_THE_FOURTH_SINCE = 2013;

    /** Closings that follow no rule: days of mourning, 11 September 2001, hurricane Sandy. */
    private static final Set<LocalDate> CLOSED = Set.of(
            LocalDate.of(1994, 4, 27),
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11),
            LocalDate.of(2007, 1, 2),
            LocalDate.of(2012, 10, 29),
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5),
            LocalDate.of(2025, 1, 9));

    /** Early closings that were announced for one year only. */
    private static final Set<LocalDate> CLOSED_EARLY =
            Set.of(LocalDate.of(1997, 12, 26), LocalDate.of(1999, 12, 31), LocalDate.of(2003, 12, 26));

    private NyseRules() {}

    /** The weekdays of a year on which the exchange stays closed. */
    static Set<LocalDate> holidays(int year) {
        Set<LocalDate> days = new TreeSet<>();
        // A Saturday's New Year is not made up for on the Friday before: the old year's books close that day.
        LocalDate newYear = LocalDate.of(year, Month.JANUARY, 1);
        days.add(newYear.getDayOfWeek() == DayOfWeek.SUNDAY ? newYear.plusDays(1) : newYear);
        if (year >= MARTIN_LUTHER_KING_SINCE) {
            days.add(monday(year, Month.JANUARY, 3));
        }
        days.add(monday(year, Month.FEBRUARY, 3));
        days.add(easterSunday(year).minusDays(2));
        days.add(LocalDate.of(year, Month.MAY, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        if (year >= JUNETEENTH_SINCE) {
            days.add(observed(LocalDate.of(year, Month.JUNE, 19)));
        }
        days.add(observed(LocalDate.of(year, Month.JULY, 4)));
        days.add(monday(year, Month.SEPTEMBER, 1));
        days.add(thanksgiving(year));
        days.add(observed(LocalDate.of(year, Month.DECEMBER, 25)));
        CLOSED.stream().filter(day -> day.getYear() == year).forEach(days::add);
        return days;
    }

    /** The trading days of a year that end at 13:00; may name a holiday, which stays one. */
    static Set<LocalDate> halfDays(int year) {
        Set<LocalDate> days = new TreeSet<>();
        days.add(thanksgiving(year).plusDays(1));
        LocalDate fourth = LocalDate.of(year, Month.JULY, 4);
        switch (fourth.getDayOfWeek()) {
            case TUESDAY, WEDNESDAY, FRIDAY -> days.add(fourth.minusDays(1));
            case THURSDAY ->
                days.add(year >= HALF_DAY_BEFORE_THURSDAY_THE_FOURTH_SINCE ? fourth.minusDays(1) : fourth.plusDays(1));
            case MONDAY, SATURDAY, SUNDAY -> {
                // The neighbour is a weekend or the holiday itself: no half day.
            }
        }
        // On a Friday the 24th is the holiday itself, observed for a Saturday's Christmas.
        days.add(LocalDate.of(year, Month.DECEMBER, 24));
        CLOSED_EARLY.stream().filter(day -> day.getYear() == year).forEach(days::add);
        return days;
    }

    private static LocalDate monday(int year, Month month, int ordinal) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    private static LocalDate observed(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    /** Easter of the Gregorian calendar by the golden number, the century's corrections and the Sunday that follows. */
    private static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int lunarCorrection = century - century / 4 - (8 * century + 13) / 25;
        int epact = Math.floorMod(19 * golden + lunarCorrection + 15, 30);
        if (epact == 29 || (epact == 28 && golden > 10)) {
            epact--;
        }
        LocalDate fullMoon = LocalDate.of(year, Month.MARCH, 21).plusDays(epact);
        return fullMoon.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
    }
}
