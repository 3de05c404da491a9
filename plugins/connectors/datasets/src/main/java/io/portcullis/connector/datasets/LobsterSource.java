package io.portcullis.connector.datasets;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An order book as LOBSTER writes it: a file of messages, and beside it the state after each. Out come an execution as a trade
 * (its conditions say which side took, and whether the order was hidden) and the best bid and offer whenever they changed.
 */
final class LobsterSource implements EventSource {
    private static final int MESSAGE_CELLS = 6;
    private static final int BOOK_CELLS = 4;
    private static final String EXECUTION = "4";
    private static final String HIDDEN_EXECUTION = "5";
    /** Prices are in ten-thousandths, ours in hundred-millionths. */
    private static final long PRICE_UNIT = 10_000;

    /** What stands at the price of a side on which there is no order. */
    private static final long EMPTY = 9_999_999_999L;

    private final DatasetFile file;
    private final BadRecordSink badRecords;
    private final LineReader messages;
    private final LineReader books;
    private final Deque<MarketEvent> ready = new ArrayDeque<>();
    private Quote last;
    private long lineNumber;
    private long bad;
    private long lastNanos = Long.MIN_VALUE;
    private boolean ended;

    LobsterSource(DatasetFile file, BadRecordSink badRecords) throws IOException {
        this.file = file;
        this.badRecords = badRecords;
        this.messages = new LineReader(Table.bytes(file, file.path()));
        try {
            this.books = new LineReader(Table.bytes(file, file.book().orderbook()));
        } catch (IOException | RuntimeException e) {
            messages.close();
            throw e;
        }
    }

    @Override
    public MarketEvent next() throws IOException {
        while (ready.isEmpty() && !ended) {
            readLine();
        }
        return ready.poll();
    }

    private void readLine() throws IOException {
        String message = messages.next();
        String book = books.next();
        if (message == null || book == null) {
            ended = true;
            String uneven = message == null && book == null ? "" : "; one of the two files is shorter than the other";
            badRecords.notice(
                    file.path().toString(), file.role() + ": " + lineNumber + " rows, " + bad + " bad" + uneven);
            return;
        }
        lineNumber++;
        try {
            read(cells(message, MESSAGE_CELLS), cells(book, BOOK_CELLS));
        } catch (BadRowException e) {
            bad++;
            badRecords.bad(file.path().toString(), lineNumber, e.getMessage(), message + " | " + book);
        }
    }

    /** The first cells of a line; a book of more levels has more of them. */
    private static List<String> cells(String line, int wanted) throws BadRowException {
        List<String> cells = CsvLine.split(line);
        if (cells.size() < wanted) {
            throw new BadRowException("missing column: " + cells.size() + " cells where " + wanted + " are needed");
        }
        return cells;
    }

    private void read(List<String> message, List<String> book) throws BadRowException {
        long nanos = nanos(message.get(0));
        if (nanos < lastNanos) {
            throw new BadRowException("time goes backwards: before the row that precedes it");
        }
        Quote quote = quote(book, nanos);
        String type = message.get(1);
        if (type.equals(EXECUTION) || type.equals(HIDDEN_EXECUTION)) {
            ready.add(trade(message, nanos));
        }
        lastNanos = nanos;
        if (last == null || !sameTop(quote, last)) {
            ready.add(quote);
            last = quote;
        }
    }

    /** Seconds after midnight with as many decimals as the exchange gives. */
    private long nanos(String seconds) throws BadRowException {
        try {
            long nanoOfDay = new BigDecimal(seconds).movePointRight(9).longValue();
            return Intraday.nanos(file.book().date(), nanoOfDay);
        } catch (RuntimeException e) {
            throw new BadRowException("not a time: must be seconds after midnight, got '" + seconds + "'");
        }
    }

    private Quote quote(List<String> book, long nanos) throws BadRowException {
        Price ask = price(book.get(0));
        Price bid = price(book.get(2));
        if (ask.raw() > 0 && bid.raw() > ask.raw()) {
            throw new BadRowException("crossed book: bid " + bid + " above ask " + ask);
        }
        return new Quote(
                file.book().instrument(),
                bid,
                bid.raw() == 0 ? Quantity.ZERO : size(book.get(3)),
                ask,
                ask.raw() == 0 ? Quantity.ZERO : size(book.get(1)),
                nanos,
                nanos);
    }

    private Trade trade(List<String> message, long nanos) throws BadRowException {
        // The direction is the resting order's: who took it was on the other side.
        String taker = message.get(5).equals("1") ? "sell" : "buy";
        return new Trade(
                file.book().instrument(),
                price(message.get(4)),
                size(message.get(3)),
                message.get(1).equals(HIDDEN_EXECUTION) ? taker + " hidden" : taker,
                nanos,
                nanos);
    }

    private static boolean sameTop(Quote a, Quote b) {
        return a.bid().equals(b.bid())
                && a.ask().equals(b.ask())
                && a.bidSize().equals(b.bidSize())
                && a.askSize().equals(b.askSize());
    }

    private static Price price(String text) throws BadRowException {
        long units = whole("price", text);
        return new Price(Math.abs(units) == EMPTY ? 0 : Math.multiplyExact(units, PRICE_UNIT));
    }

    private static Quantity size(String text) throws BadRowException {
        return Quantity.ofShares(whole("size", text));
    }

    private static long whole(String name, String text) throws BadRowException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadRowException("not a number: " + name + " is '" + text + "'");
        }
    }

    @Override
    public void close() {
        try (messages;
                books) {
            ended = true;
        } catch (IOException e) {
            ready.clear();
        }
    }
}
