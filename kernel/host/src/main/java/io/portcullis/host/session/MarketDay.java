package io.portcullis.host.session;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One trading date of daily data.
 *
 * @param date which date
 * @param reference listings, borrow lists, and everything else that is known by the close: news, filings, statements, macro
 *     numbers, closes of what has no bars
 * @param actions splits and dividends before the open
 * @param halts halts and resumptions
 * @param bars the date's bars
 */
public record MarketDay(
        LocalDate date,
        List<MarketEvent> reference,
        List<CorporateAction> actions,
        List<TradingHalt> halts,
        List<Bar> bars) {

    /** Cuts a stream into trading dates. */
    public static final class Reader {
        private final TradingCalendar calendar = TradingCalendar.nyse();
        private final MarketStream stream;
        private MarketEvent ahead;
        private boolean ended;

        public Reader(MarketStream stream) {
            this.stream = stream;
        }

        /** The next date that has bars; null at the end. */
        public MarketDay next() throws IOException, InterruptedException {
            MarketDay day =
                    new MarketDay(null, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            LocalDate date = null;
            while (true) {
                MarketEvent event = peek();
                if (event == null) {
                    return date == null ? null : day.on(date);
                }
                LocalDate eventDate = dateOf(event);
                if (eventDate == null && date != null && event.knownTimeNanos() > calendar.closeNanos(date)) {
                    // Known after this date's close: nothing of this date may see it.
                    return day.on(date);
                }
                if (eventDate != null) {
                    if (date != null && eventDate.isAfter(date)) {
                        return day.on(date);
                    }
                    date = date == null ? eventDate : date;
                }
                day.add(event);
                ahead = null;
            }
        }

        private MarketEvent peek() throws IOException, InterruptedException {
            if (ahead == null && !ended) {
                ahead = stream.next();
                ended = ahead == null;
            }
            return ahead;
        }

        /** The trading date that an event belongs to; null when it belongs to whichever comes next. */
        private LocalDate dateOf(MarketEvent event) {
            if (event instanceof Bar bar) {
                return bar.session();
            }
            if (event instanceof ClosingPrice close) {
                return close.session();
            }
            if (event instanceof CorporateAction action) {
                return action.exDate();
            }
            if (event instanceof TradingHalt halt) {
                return calendar.dateAt(halt.eventTimeNanos());
            }
            return null;
        }
    }

    private MarketDay on(LocalDate newDate) {
        return new MarketDay(newDate, reference, actions, halts, bars);
    }

    private void add(MarketEvent event) {
        if (event instanceof Bar bar) {
            bars.add(bar);
        } else if (event instanceof CorporateAction action) {
            actions.add(action);
        } else if (event instanceof TradingHalt halt) {
            halts.add(halt);
        } else {
            reference.add(event);
        }
    }
}
