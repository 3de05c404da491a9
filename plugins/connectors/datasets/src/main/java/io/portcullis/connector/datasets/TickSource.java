package io.portcullis.connector.datasets;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Trades or quotes as they happened, read as they are asked for: a day of one stock is 35 MB. A file has all its trades before all
 * its quotes, each in order, so it is read twice, side by side.
 */
final class TickSource implements EventSource {
    private final boolean trades;
    private final Span span;
    private final Table table;
    private long lastNanos = Long.MIN_VALUE;
    private boolean ended;

    private TickSource(boolean trades, DatasetFile file, Span span, BadRecordSink badRecords) throws IOException {
        this.trades = trades;
        this.span = span;
        this.table = Table.open(file, badRecords);
    }

    /** The trades; reports all that is wrong with the file as such. */
    static TickSource trades(DatasetFile file, Span span, BadRecordSink badRecords) throws IOException {
        return new TickSource(true, file, span, badRecords);
    }

    /** The quotes; reports what is wrong with quotes only. */
    static TickSource quotes(DatasetFile file, Span span, BadRecordSink badRecords) throws IOException {
        return new TickSource(false, file, span, new QuotesOnly(badRecords));
    }

    /** What both readers of a file find is told once. */
    private record QuotesOnly(BadRecordSink sink) implements BadRecordSink {
        @Override
        public void bad(String source, long line, String reason, String content) {
            if (content.contains(",Q,")) {
                sink.bad(source, line, reason, content);
            }
        }

        @Override
        public void notice(String source, String message) {
            // The reader of the trades says it.
        }
    }

    @Override
    public MarketEvent next() throws IOException {
        while (!ended) {
            if (!table.next()) {
                ended = true;
                table.finish();
                break;
            }
            try {
                MarketEvent event = event();
                if (event != null) {
                    return event;
                }
            } catch (BadRowException e) {
                table.bad(e);
            }
        }
        return null;
    }

    private MarketEvent event() throws BadRowException {
        String kind = table.cell(table.column("kind"));
        boolean isTrade = kind.equals("T");
        if (!isTrade && !kind.equals("Q")) {
            if (!trades) {
                return null; // the reader of the trades says it
            }
            throw new BadRowException("not a kind: must be T or Q, got '" + kind + "'");
        }
        if (!kind.equals(trades ? "T" : "Q")) {
            return null;
        }
        LocalDate date = Intraday.date(table);
        if (!span.contains(date)) {
            return null;
        }
        long nanos = Intraday.nanos(table, date);
        if (nanos < lastNanos) {
            throw new BadRowException("time goes backwards: before the row of its kind that precedes it");
        }
        lastNanos = nanos;
        return isTrade
                ? Intraday.trade(table, nanos)
                : Intraday.quote(table, "bid", "bid_size", "ask", "ask_size", nanos);
    }

    @Override
    public void close() {
        try {
            table.close();
        } catch (IOException e) {
            ended = true;
        }
    }
}
