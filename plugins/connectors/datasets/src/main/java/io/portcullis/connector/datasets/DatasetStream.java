package io.portcullis.connector.datasets;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.market.Trade;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges what was loaded into one order: by the time at which it was known; at the same time listings, borrow, corporate
 * actions, facts about issuers and the economy, benchmark bars, bars, ticks and books; among those by instrument. Events are
 * made one by one as they are asked for.
 */
final class DatasetStream implements MarketStream {
    private static final int RANK_LISTING = 0;
    private static final int RANK_BORROW = 1;
    private static final int RANK_CORPORATE_ACTION = 2;
    private static final int RANK_FACT = 3;
    private static final int RANK_BENCHMARK_BAR = 4;
    private static final int RANK_BAR = 5;
    private static final int RANK_TICK = 6;

    private static final Comparator<MarketEvent> LIST_ORDER = Comparator.comparingLong(MarketEvent::knownTimeNanos)
            .thenComparingInt(DatasetStream::rank)
            .thenComparing(DatasetStream::subject);

    private final Sessions sessions;
    private final List<EventSource> sources;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();

    DatasetStream(
            Sessions sessions,
            Collection<? extends MarketEvent> lists,
            Collection<BarColumns> benchmarks,
            Collection<BarColumns> bars,
            List<EventSource> sources)
            throws IOException {
        this.sessions = sessions;
        this.sources = sources;
        offer(new ListCursor(lists.stream().sorted(LIST_ORDER).toList()));
        benchmarks.forEach(columns -> offer(new BarCursor(columns, RANK_BENCHMARK_BAR)));
        bars.forEach(columns -> offer(new BarCursor(columns, RANK_BAR)));
        for (EventSource source : sources) {
            offer(new SourceCursor(source));
        }
    }

    @Override
    public MarketEvent next() throws IOException {
        Cursor cursor = cursors.poll();
        if (cursor == null) {
            return null;
        }
        MarketEvent event = cursor.take(sessions);
        offer(cursor);
        return event;
    }

    @Override
    public void close() {
        cursors.clear();
        sources.forEach(EventSource::close);
    }

    private void offer(Cursor cursor) {
        if (!cursor.isDone()) {
            cursors.add(cursor);
        }
    }

    private static int rank(MarketEvent event) {
        if (event instanceof InstrumentListing) {
            return RANK_LISTING;
        }
        if (event instanceof BorrowAvailability) {
            return RANK_BORROW;
        }
        if (event instanceof CorporateAction) {
            return RANK_CORPORATE_ACTION;
        }
        return event instanceof Bar || event instanceof Quote ? RANK_TICK : RANK_FACT;
    }

    /** What orders events of one kind and time: the instrument, or the name of a macro series. */
    private static String subject(MarketEvent event) {
        if (event instanceof InstrumentListing listing) {
            return listing.instrument().value();
        }
        if (event instanceof BorrowAvailability borrow) {
            return borrow.instrument().value();
        }
        if (event instanceof CorporateAction action) {
            return action.instrument().value();
        }
        if (event instanceof MacroPrint print) {
            return print.series();
        }
        if (event instanceof News news) {
            return news.instrument().value();
        }
        if (event instanceof Filing filing) {
            return filing.instrument().value();
        }
        if (event instanceof Fundamental fundamental) {
            return fundamental.instrument().value();
        }
        if (event instanceof ClosingPrice close) {
            return close.instrument().value();
        }
        if (event instanceof ShortVolume volume) {
            return volume.instrument().value();
        }
        if (event instanceof OptionPrint option) {
            return option.instrument().value();
        }
        if (event instanceof Bar bar) {
            return bar.instrument().value();
        }
        if (event instanceof Quote quote) {
            return quote.instrument().value();
        }
        if (event instanceof Trade trade) {
            return trade.instrument().value();
        }
        return ((BookChange) event).instrument().value();
    }

    /** A sorted run of events that has not come to its end. */
    private abstract static class Cursor implements Comparable<Cursor> {
        abstract boolean isDone();

        abstract long knownNanos();

        abstract int rank();

        abstract String subject();

        abstract MarketEvent take(Sessions sessions) throws IOException;

        @Override
        public final int compareTo(Cursor other) {
            int byTime = Long.compare(knownNanos(), other.knownNanos());
            if (byTime != 0) {
                return byTime;
            }
            int byRank = Integer.compare(rank(), other.rank());
            return byRank != 0 ? byRank : subject().compareTo(other.subject());
        }
    }

    private static final class ListCursor extends Cursor {
        private final List<MarketEvent> events;
        private int next;

        ListCursor(List<? extends MarketEvent> events) {
            this.events = new ArrayList<>(events);
        }

        @Override
        boolean isDone() {
            return next == events.size();
        }

        @Override
        long knownNanos() {
            return events.get(next).knownTimeNanos();
        }

        @Override
        int rank() {
            return DatasetStream.rank(events.get(next));
        }

        @Override
        String subject() {
            return DatasetStream.subject(events.get(next));
        }

        @Override
        MarketEvent take(Sessions sessions) {
            return events.get(next++);
        }
    }

    private static final class BarCursor extends Cursor {
        private final BarColumns columns;
        private final int rank;
        private int next;

        BarCursor(BarColumns columns, int rank) {
            this.columns = columns;
            this.rank = rank;
        }

        @Override
        boolean isDone() {
            return next == columns.size();
        }

        @Override
        long knownNanos() {
            return columns.knownNanos(next);
        }

        @Override
        int rank() {
            return rank;
        }

        @Override
        String subject() {
            return columns.instrument().value();
        }

        @Override
        MarketEvent take(Sessions sessions) {
            return columns.bar(next++, sessions);
        }
    }

    private static final class SourceCursor extends Cursor {
        private final EventSource source;
        private MarketEvent next;

        SourceCursor(EventSource source) throws IOException {
            this.source = source;
            this.next = source.next();
        }

        @Override
        boolean isDone() {
            return next == null;
        }

        @Override
        long knownNanos() {
            return next.knownTimeNanos();
        }

        @Override
        int rank() {
            return RANK_TICK;
        }

        @Override
        String subject() {
            return DatasetStream.subject(next);
        }

        @Override
        MarketEvent take(Sessions sessions) throws IOException {
            MarketEvent taken = next;
            next = source.next();
            return taken;
        }
    }
}
