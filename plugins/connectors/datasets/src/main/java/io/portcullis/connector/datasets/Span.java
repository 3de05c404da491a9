package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.spi.StreamRequest;
import java.time.LocalDate;

/**
 * The dates of a run, its history included.
 *
 * @param first first date of the history
 * @param last last date that is wanted; the end of the calendar when the request is open
 */
record Span(LocalDate first, LocalDate last) {

    static Span of(StreamRequest request) {
        if (request.from() == null) {
            throw new IllegalArgumentException("a data set needs a first date, got none");
        }
        if (request.to() != null && request.to().isBefore(request.from())) {
            throw new IllegalArgumentException(
                    "the last date " + request.to() + " lies before the first date " + request.from());
        }
        if (request.historyDays() < 0) {
            throw new IllegalArgumentException("historyDays must not be negative, got " + request.historyDays());
        }
        LocalDate first = request.historyDays() == 0
                ? request.from()
                : TradingCalendar.nyse().plus(request.from(), -request.historyDays());
        return new Span(first, request.to() == null ? TradingCalendar.LAST : request.to());
    }

    boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    /** When the run begins to know: midnight in New York before its first date. Static lists are known from here on. */
    long startNanos() {
        return Math.multiplyExact(first.atStartOfDay(TradingCalendar.ZONE).toEpochSecond(), 1_000_000_000L);
    }

    /** When the run ends to know: midnight in New York after its last date. */
    long endNanos() {
        return Math.multiplyExact(
                last.plusDays(1).atStartOfDay(TradingCalendar.ZONE).toEpochSecond(), 1_000_000_000L);
    }
}
