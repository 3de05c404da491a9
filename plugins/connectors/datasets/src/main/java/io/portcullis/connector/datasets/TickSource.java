package io.portcullis.connector.datasets;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.LocalDate;

/** Trades and quotes as they happened, read as they are asked for: a day of one stock is 35 MB. */
final class TickSource implements EventSource {
    private final Span span;
    private final Table table;
    private long lastNanos = Long.MIN_VALUE;
    private boolean ended;

    TickSource(DatasetFile file, Span span, BadRecordSink badRecords) throws IOException {
        this.span = span;
        this.table = Table.open(file, badRecords);
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
        LocalDate date = Intraday.date(table);
        if (!span.contains(date)) {
            return null;
        }
        long nanos = Intraday.nanos(table, date);
        if (nanos < lastNanos) {
            throw new BadRowException("time goes backwards: before the row that precedes it");
        }
        lastNanos = nanos;
        String kind = table.cell(table.column("kind"));
        return switch (kind) {
            case "T" -> Intraday.trade(table, nanos);
            case "Q" -> Intraday.quote(table, "bid", "bid_size", "ask", "ask_size", nanos);
            default -> throw new BadRowException("not a kind: must be T or Q, got '" + kind + "'");
        };
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
