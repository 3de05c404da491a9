package io.portcullis.connector.datasets;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A recorded feed of Binance: when a line came, and what it said. Changes of the book before its first full state are kept until
 * that comes, and those that it holds already are dropped, as the venue's own manual has it. A gap in the numbers of the updates is a bad record, and nothing is
 * said of the book until its next full state.
 */
final class BinanceSource implements EventSource {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int WAITING_MAX = 10_000;

    private final DatasetFile file;
    private final Span span;
    private final BadRecordSink badRecords;
    private final LineReader lines;
    private final Deque<MarketEvent> ready = new ArrayDeque<>();
    private final List<Update> waiting = new ArrayList<>();
    private InstrumentId instrument;
    private boolean inStep;
    private boolean justTakenUp;
    private long lastUpdate;
    private long lastKnown = Long.MIN_VALUE;
    private long lineNumber;
    private long bad;
    private boolean ended;

    /** Changes of levels under one range of update numbers; {@code before} is -1 where the venue does not say it. */
    private record Update(long first, long last, long before, Map<?, ?> data, long eventNanos, long knownNanos) {}

    BinanceSource(DatasetFile file, Span span, BadRecordSink badRecords) throws IOException {
        this.file = file;
        this.span = span;
        this.badRecords = badRecords;
        this.lines = new LineReader(Table.bytes(file, file.path()));
    }

    @Override
    public MarketEvent next() throws IOException {
        while (ready.isEmpty() && !ended) {
            String line = lines.next();
            lineNumber++;
            if (line == null) {
                ended = true;
                badRecords.notice(
                        file.path().toString(), file.role() + ": " + (lineNumber - 1) + " lines, " + bad + " bad");
            } else {
                read(line);
            }
        }
        return ready.poll();
    }

    private void read(String line) {
        try {
            if (lines.wasTooLong()) {
                throw new BadRowException("line too long: more than " + LineReader.LENGTH_MAX + " bytes");
            }
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new BadRowException("missing column: a line reads 'local_ns json'");
            }
            long known = whole("local_ns", line.substring(0, space));
            if (known < lastKnown) {
                throw new BadRowException("time goes backwards: before the line that precedes it");
            }
            lastKnown = known;
            if (span.contains(dateOf(known))) {
                message(JsonLine.object(line, space + 1), known);
            }
        } catch (BadRowException e) {
            bad++;
            badRecords.bad(
                    file.path().toString(),
                    lineNumber,
                    e.getMessage(),
                    line.substring(0, Math.min(1_000, line.length())));
        }
    }

    private static LocalDate dateOf(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND)
                .atZone(TradingCalendar.ZONE)
                .toLocalDate();
    }

    private void message(Map<?, ?> message, long known) throws BadRowException {
        if (message.containsKey("lastUpdateId")) {
            fullState(message, known);
            return;
        }
        if (!(message.get("data") instanceof Map<?, ?> data)) {
            throw new BadRowException("missing value: neither data nor a full state");
        }
        instrument = Symbols.instrument(text(data, "s"));
        String stream = text(message, "stream");
        long event = Math.min(known, data.containsKey("E") ? whole(data, "E") * NANOS_PER_MILLI : known);
        if (stream.contains("@depth")) {
            update(new Update(
                    whole(data, "U"),
                    whole(data, "u"),
                    data.containsKey("pu") ? whole(data, "pu") : -1,
                    data,
                    event,
                    known));
        } else if (stream.endsWith("@bookTicker")) {
            ready.add(quote(data, event, known));
        } else if (stream.endsWith("@trade")) {
            ready.add(trade(data, event, known));
        } else {
            throw new BadRowException("not a stream: depth, bookTicker or trade, got '" + stream + "'");
        }
    }

    private void fullState(Map<?, ?> state, long known) throws BadRowException {
        if (state.containsKey("symbol")) {
            instrument = Symbols.instrument(text(state, "symbol"));
        }
        if (instrument == null) {
            throw new BadRowException("missing value: a full state without its symbol, before any line with one");
        }
        lastUpdate = whole(state, "lastUpdateId");
        inStep = true;
        justTakenUp = true;
        levels(state, "bids", Side.BUY, known, known);
        levels(state, "asks", Side.SELL, known, known);
        List<Update> kept = List.copyOf(waiting);
        waiting.clear();
        for (Update update : kept) {
            // What came before is only known, in order, now.
            update(new Update(
                    update.first(), update.last(), update.before(), update.data(), update.eventNanos(), known));
        }
    }

    private void update(Update update) throws BadRowException {
        if (!inStep) {
            if (waiting.size() == WAITING_MAX) {
                waiting.remove(0);
            }
            waiting.add(update);
            return;
        }
        if (update.last() <= lastUpdate) {
            return;
        }
        // The first update after a full state may begin before it; from there on each follows on the last.
        boolean follows = justTakenUp
                ? update.first() <= lastUpdate + 1 || update.before() >= 0 && update.before() <= lastUpdate
                : update.before() >= 0 ? update.before() == lastUpdate : update.first() == lastUpdate + 1;
        if (!follows) {
            inStep = false;
            throw new BadRowException("sequence gap: update " + update.first() + " does not follow on " + lastUpdate);
        }
        justTakenUp = false;
        lastUpdate = update.last();
        levels(update.data(), "b", Side.BUY, update.eventNanos(), update.knownNanos());
        levels(update.data(), "a", Side.SELL, update.eventNanos(), update.knownNanos());
    }

    private void levels(Map<?, ?> data, String name, Side side, long event, long known) throws BadRowException {
        if (!(data.get(name) instanceof List<?> levels)) {
            throw new BadRowException("missing value: " + name);
        }
        for (Object level : levels) {
            if (!(level instanceof List<?> pair) || pair.size() != 2) {
                throw new BadRowException("missing value: a level is [price, size]");
            }
            ready.add(new BookChange(
                    instrument,
                    side,
                    new Price(Decimals.price("price", String.valueOf(pair.get(0)))),
                    new Quantity(Decimals.notNegative("size", String.valueOf(pair.get(1)))),
                    event,
                    known));
        }
    }

    private Quote quote(Map<?, ?> data, long event, long known) throws BadRowException {
        return new Quote(
                instrument,
                new Price(Decimals.notNegative("b", text(data, "b"))),
                new Quantity(Decimals.notNegative("B", text(data, "B"))),
                new Price(Decimals.notNegative("a", text(data, "a"))),
                new Quantity(Decimals.notNegative("A", text(data, "A"))),
                event,
                known);
    }

    private Trade trade(Map<?, ?> data, long event, long known) throws BadRowException {
        // "m": the buyer was the maker, so a seller took.
        return new Trade(
                instrument,
                new Price(Decimals.price("p", text(data, "p"))),
                new Quantity(Decimals.price("q", text(data, "q"))),
                text(data, "m").equals("true") ? "sell" : "buy",
                event,
                known);
    }

    private static String text(Map<?, ?> data, String name) throws BadRowException {
        if (!(data.get(name) instanceof String text)) {
            throw new BadRowException("missing value: " + name);
        }
        return text;
    }

    private static long whole(Map<?, ?> data, String name) throws BadRowException {
        return whole(name, text(data, name));
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
        ended = true;
        try (lines) {
            ready.clear();
        } catch (IOException e) {
            waiting.clear();
        }
    }
}
