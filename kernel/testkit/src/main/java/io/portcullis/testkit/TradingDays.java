package io.portcullis.testkit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Weekdays with a session from 9:30 to 16:00 in New York. No holidays: tests pick dates that have none. */
public final class TradingDays {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private TradingDays() {}

    /** So many weekdays from a date on; the date itself counts when it is one. */
    public static List<LocalDate> from(LocalDate start, int count) {
        List<LocalDate> days = new ArrayList<>(count);
        for (LocalDate day = start; days.size() < count; day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days.add(day);
            }
        }
        return List.copyOf(days);
    }

    /** When the session opens, nanoseconds since the epoch. */
    public static long openNanos(LocalDate day) {
        return nanos(day, LocalTime.of(9, 30));
    }

    /** When the session closes, nanoseconds since the epoch. */
    public static long closeNanos(LocalDate day) {
        return nanos(day, LocalTime.of(16, 0));
    }

    private static long nanos(LocalDate day, LocalTime time) {
        return TimeUnit.SECONDS.toNanos(day.atTime(time).atZone(NEW_YORK).toEpochSecond());
    }
}
