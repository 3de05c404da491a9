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

    /** Stands for a date outside the run. */
    static final int NOT_ASKED_FOR = -1;

    /** Before it no date of a price file is meant: the row is garbled, not old. */
    private static final LocalDate FIRST_PLAUSIBLE = LocalDate.of(1900, 1, 1);

    private final Span span;
    private final List<Session> sessions = new ArrayList<>();
    /** Looked up by the text in the file, never iterated. */
    private final Map<String, Integer> indexByText = new HashMap<>();

    Sessions(Span span) {
        this.span = span;
    }

    /** The number of the trading date that a cell names; {@link #NOT_ASKED_FOR} outside the dates of the run. */
    int indexOf(String text) throws BadRowException {
        Integer known = indexByText.get(text);
        if (known != null) {
            return known;
        }
        LocalDate date = date(text);
        int index = NOT_ASKED_FOR;
        if (span.contains(date)) {
            if (!TradingCalendar.nyse().isTradingDay(date)) {
                throw new BadRowException("not a trading day: " + text + " (" + date.getDayOfWeek() + ")");
            }
            index = sessions.size();
            sessions.add(new Session(date, TradingCalendar.nyse().closeNanos(date)));
        }
        indexByText.put(text, index);
        return index;
    }

    Session get(int index) {
        return sessions.get(index);
    }

    static LocalDate date(String text) throws BadRowException {
        LocalDate date;
        try {
            date = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadRowException("not a date: must read yyyy-MM-dd, got '" + text + "'");
        }
        if (date.isBefore(FIRST_PLAUSIBLE) || date.isAfter(TradingCalendar.LAST)) {
            throw new BadRowException(
                    "date out of range: must be " + FIRST_PLAUSIBLE + " to " + TradingCalendar.LAST + ", got " + text);
        }
        return date;
    }
}
