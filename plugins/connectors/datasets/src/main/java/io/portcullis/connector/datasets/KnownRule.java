package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/**
 * When a row may be seen: at a column's time plus a lag. A date without a time means that day's close in New York.
 *
 * @param column the file's own name of the column
 * @param days lag in calendar days
 * @param businessDays lag in trading days; one of the two lags is zero
 */
record KnownRule(String column, int days, int businessDays) {
    /** Ten years: a longer lag is a typing error. */
    static final int LAG_MAX = 3_650;

    private static final int DATE_LENGTH = 10;
    private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);

    /** When a row is known whose column reads so. */
    long nanosOf(String text) throws BadRowException {
        if (text.length() == DATE_LENGTH) {
            return closeNanos(dateOf(text));
        }
        try {
            ZonedDateTime time = OffsetDateTime.parse(text).atZoneSameInstant(TradingCalendar.ZONE);
            ZonedDateTime lagged =
                    shift(time.toLocalDate()).atTime(time.toLocalTime()).atZone(TradingCalendar.ZONE);
            return nanos(lagged);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new BadRowException("not a time: " + column + " must read yyyy-MM-dd or carry a zone as in "
                    + "2015-03-02T14:30:00Z, got '" + text + "'");
        }
    }

    /** The date from which on a row is known, for what takes effect before an open. */
    LocalDate dateOf(String text) throws BadRowException {
        try {
            return shift(LocalDate.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new BadRowException("not a date: " + column + " must read yyyy-MM-dd, got '" + text + "'");
        }
    }

    private LocalDate shift(LocalDate date) {
        return businessDays > 0 ? TradingCalendar.nyse().plus(date, businessDays) : date.plusDays(days);
    }

    /** The close of a date; of a weekend or holiday too, at the hour at which it would have been. */
    static long closeNanos(LocalDate date) {
        TradingCalendar calendar = TradingCalendar.nyse();
        boolean covered = !date.isBefore(TradingCalendar.FIRST) && !date.isAfter(TradingCalendar.LAST);
        return covered && calendar.isTradingDay(date)
                ? calendar.closeNanos(date)
                : nanos(date.atTime(REGULAR_CLOSE).atZone(TradingCalendar.ZONE));
    }

    private static long nanos(ZonedDateTime time) {
        return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
