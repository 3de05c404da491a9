package io.portcullis.connector.edgar;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.spi.StreamRequest;
import java.time.LocalDate;

/**
 * What is wanted, by the day on which it became known in New York.
 *
 * @param first first day, the history included
 * @param last last day; null for a stream that goes on
 */
record Span(LocalDate first, LocalDate last) {
    static Span of(StreamRequest request) {
        if (request.to() != null && request.to().isBefore(request.from())) {
            throw new IllegalArgumentException(
                    "the last date " + request.to() + " lies before the first date " + request.from());
        }
        LocalDate first = request.historyDays() == 0
                ? request.from()
                : TradingCalendar.nyse().plus(request.from(), -request.historyDays());
        return new Span(first, request.to());
    }

    boolean contains(long nanos) {
        LocalDate date = TradingCalendar.nyse().dateAt(nanos);
        return !date.isBefore(first) && (last == null || !date.isAfter(last));
    }
}
