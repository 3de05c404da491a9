package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** Days of a generated market, one after the other, as fast as they are asked for. One thread at a time. */
final class DailyStream implements MarketStream {
    private final GeneratedMarket market;
    private final LocalDate haltsFrom;
    private final Iterator<LocalDate> sessions;
    private final Queue<MarketEvent> pending = new ArrayDeque<>();

    /**
     * @param first first date, history included
     * @param haltsFrom from when on trading may be halted
     * @param last last date
     */
    DailyStream(GeneratedMarket market, LocalDate first, LocalDate haltsFrom, LocalDate last) {
        this.market = market;
        this.haltsFrom = haltsFrom;
        List<LocalDate> days = TradingCalendar.nyse().tradingDays(first, last);
        this.sessions = days.iterator();
        pending.addAll(market.lists(first));
    }

    @Override
    public MarketEvent next() {
        if (pending.isEmpty() && sessions.hasNext()) {
            LocalDate session = sessions.next();
            pending.addAll(market.nextDay(session, !session.isBefore(haltsFrom)));
        }
        return pending.poll();
    }

    @Override
    public void close() {
        pending.clear();
        while (sessions.hasNext()) {
            sessions.next();
        }
    }
}
