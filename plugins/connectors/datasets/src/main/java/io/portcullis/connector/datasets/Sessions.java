package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trading dates of a data set, numbered as they are met, so that a million bars share a few thousand of them. */
final class Sessions {
    /** A trading date and when its bars close. */
    record Session(LocalDate date, long closeNanos) {}

    private final List<Session> sessions = new ArrayList<>();
    /** Looked up by the text in the file, never iterated. */
    private final Map<String, Integer> indexByText = new HashMap<>();

    /** The number of the trading date that a cell names. */
    int indexOf(String text) throws BadRowException {
        Integer known = indexByText.get(text);
        if (known != null) {
            return known;
        }
        LocalDate date = date(text);
        if (date.isBefore(TradingCalendar.FIRST) || date.isAfter(TradingCalendar.LAST)) {
            throw new BadRowException("date out of range: the calendar runs " + TradingCalendar.FIRST + " to "
                    + TradingCalendar.LAST + ", got " + text);
        }
        if (!TradingCalendar.nyse().isTradingDay(date)) {
            throw new BadRowException("not a trading day: " + text + " (" + date.getDayOfWeek() + ")");
        }
        sessions.add(new Session(date, TradingCalendar.nyse().closeNanos(date)));
        indexByText.put(text, sessions.size() - 1);
        return sessions.size() - 1;
    }

    Session get(int index) {
        return sessions.get(index);
    }

    static LocalDate date(String text) throws BadRowException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadRowException("not a date: must read yyyy-MM-dd, got '" + text + "'");
        }
    }
}
