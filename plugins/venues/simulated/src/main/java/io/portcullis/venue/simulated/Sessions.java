package io.portcullis.venue.simulated;

import io.portcullis.model.calendar.TradingCalendar;
import java.time.LocalDate;

/** The next opening and the next close after an instant; remembers the last answer, since orders come in bunches. */
final class Sessions {
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private long openAskedFrom = Long.MAX_VALUE;
    private long openAnswer = Long.MIN_VALUE;
    private long closeAskedFrom = Long.MAX_VALUE;
    private long closeAnswer = Long.MIN_VALUE;

    /** True when the calendar covers the instant and something after it. */
    boolean covers(long nanos) {
        LocalDate date = calendar.dateAt(nanos);
        return date.isAfter(TradingCalendar.FIRST) && date.getYear() < TradingCalendar.LAST.getYear();
    }

    LocalDate dateAt(long nanos) {
        return calendar.dateAt(nanos);
    }

    boolean isSession(LocalDate date) {
        return calendar.isTradingDay(date);
    }

    long openOf(LocalDate session) {
        return calendar.openNanos(session);
    }

    /** The first opening strictly after an instant: what arrives at the opening has missed it. */
    long nextOpenAfter(long nanos) {
        if (nanos < openAskedFrom || nanos >= openAnswer) {
            LocalDate date = calendar.dateAt(nanos);
            boolean today = calendar.isTradingDay(date) && calendar.openNanos(date) > nanos;
            openAskedFrom = nanos;
            openAnswer = calendar.openNanos(today ? date : calendar.next(date));
        }
        return openAnswer;
    }

    /** The first close strictly after an instant. */
    long nextCloseAfter(long nanos) {
        if (nanos < closeAskedFrom || nanos >= closeAnswer) {
            LocalDate date = calendar.dateAt(nanos);
            boolean today = calendar.isTradingDay(date) && calendar.closeNanos(date) > nanos;
            closeAskedFrom = nanos;
            closeAnswer = calendar.closeNanos(today ? date : calendar.next(date));
        }
        return closeAnswer;
    }
}
