package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges what was loaded into one order: by the time at which it was known; at the same time listings, borrow, corporate
 * actions, benchmark bars, bars; among those by instrument. Events are made one by one as they are asked for.
 */
final class DatasetStream implements MarketStream {
    private static final int RANK_LISTING = 0;
    private static final int RANK_BORROW = 1;
    private static final int RANK_CORPORATE_ACTION = 2;
    private static final int RANK_BENCHMARK_BAR = 3;
    private static final int RANK_BAR = 4;

    private static final Comparator<MarketEvent> LIST_ORDER = Comparator.comparingLong(MarketEvent::knownTimeNanos)
            .thenComparingInt(DatasetStream::rank)
            .thenComparing(DatasetStream::instrument);

    private final Sessions sessions;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();

    DatasetStream(
            Sessions sessions,
            Collection<? extends MarketEvent> lists,
            Collection<BarColumns> benchmarks,
            Collection<BarColumns> bars) {
        this.sessions = sessions;
        offer(new ListCursor(lists.stream().sorted(LIST_ORDER).toList()));
        benchmarks.forEach(columns -> offer(new BarCursor(columns, RANK_BENCHMARK_BAR)));
        bars.forEach(columns -> offer(new BarCursor(columns, RANK_BAR)));
    }

    @Override
    public MarketEvent next() {
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
        return event instanceof BorrowAvailability ? RANK_BORROW : RANK_CORPORATE_ACTION;
    }

    private static InstrumentId instrument(MarketEvent event) {
        if (event instanceof InstrumentListing listing) {
            return listing.instrument();
        }
        if (event instanceof BorrowAvailability borrow) {
            return borrow.instrument();
        }
        return ((CorporateAction) event).instrument();
    }

    /** A sorted run of events that has not come to its end. */
    private abstract static class Cursor implements Comparable<Cursor> {
        abstract boolean isDone();

        abstract long knownNanos();

        abstract int rank();

        abstract InstrumentId instrument();

        abstract MarketEvent take(Sessions sessions);

        @Override
        public final int compareTo(Cursor other) {
            int byTime = Long.compare(knownNanos(), other.knownNanos());
            if (byTime != 0) {
                return byTime;
            }
            int byRank = Integer.compare(rank(), other.rank());
            return byRank != 0 ? byRank : instrument().compareTo(other.instrument());
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
        InstrumentId instrument() {
            return DatasetStream.instrument(events.get(next));
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
        InstrumentId instrument() {
            return columns.instrument();
        }

        @Override
        MarketEvent take(Sessions sessions) {
            return columns.bar(next++, sessions);
        }
    }
}
