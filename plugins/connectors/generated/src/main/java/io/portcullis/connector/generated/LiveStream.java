package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.spi.MarketStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * History first, at once; then the market goes on by the wall clock, around the clock and on every day of the week. A second
 * that was missed because nobody asked is left out, as on a feed that drops the oldest. One thread at a time.
 */
final class LiveStream implements MarketStream {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long LATE_NANOS = 2 * SECOND_NANOS;

    private final GeneratedMarket market;
    private final DailyStream history;
    private final WallClock clock;
    private final long midnightNanos;
    private final int ticksPerSecond;
    private final Queue<MarketEvent> pending = new ArrayDeque<>();
    private LivePath path;
    private long secondNanos;
    private int tick;
    private int halted = LivePath.NOBODY;
    private boolean closed;

    /** @param today the date in New York at whose midnight the seconds begin to count */
    LiveStream(GeneratedMarket market, DailyStream history, WallClock clock, LocalDate today) {
        this.market = market;
        this.history = history;
        this.clock = clock;
        this.midnightNanos =
                Math.multiplyExact(today.atStartOfDay(TradingCalendar.ZONE).toEpochSecond(), SECOND_NANOS);
        this.ticksPerSecond = market.settings().ticksPerSecond();
    }

    @Override
    public MarketEvent next() throws InterruptedException {
        if (closed) {
            return null;
        }
        MarketEvent past = history.next();
        if (past != null) {
            return past;
        }
        if (path == null) {
            begin();
        }
        while (pending.isEmpty()) {
            nextTick();
        }
        return pending.poll();
    }

    /** Goes over the seconds since midnight, a few tenths of a second of work at the end of a day. */
    private void begin() {
        path = new LivePath(market);
        secondNanos = midnightNanos - SECOND_NANOS;
        tick = ticksPerSecond;
        long seconds = Math.floorDiv(clock.nanos() - midnightNanos, SECOND_NANOS);
        for (long i = 0; i < seconds; i++) {
            path.step();
            secondNanos += SECOND_NANOS;
        }
    }

    private void nextTick() throws InterruptedException {
        if (Thread.interrupted()) {
            // a second that is late, or a halt, would pass without a wait in which to notice
            throw new InterruptedException("interrupted while waiting for the next quotes");
        }
        if (tick == ticksPerSecond) {
            startSecond();
            if (!pending.isEmpty()) {
                return; // a halt is not held back until the next quotes
            }
        }
        tick++;
        long nanos = secondNanos + tick * (SECOND_NANOS / ticksPerSecond);
        boolean isWhole = tick == ticksPerSecond;
        if (isWhole) {
            nanos = secondNanos + SECOND_NANOS;
        }
        clock.sleepUntil(nanos);
        List<Ticker> tickers = path.tickers();
        for (int i = 0; i < tickers.size(); i++) {
            if (i != halted) {
                pending.add(tickers.get(i).quote((double) tick / ticksPerSecond, nanos));
            }
        }
        if (isWhole) {
            endSecond(nanos);
        }
    }

    private void startSecond() {
        long now = clock.nanos();
        do {
            path.step();
            secondNanos += SECOND_NANOS;
        } while (now - (secondNanos + SECOND_NANOS) > LATE_NANOS);
        tick = 0;
        announceHalts();
        path.tickers().forEach(ticker -> ticker.startSecond(path.second()));
    }

    private void announceHalts() {
        if (halted == path.halted()) {
            return;
        }
        if (halted != LivePath.NOBODY) {
            pending.add(halt(halted, false));
        }
        halted = path.halted();
        if (halted != LivePath.NOBODY) {
            pending.add(halt(halted, true));
        }
    }

    private TradingHalt halt(int ticker, boolean isHalted) {
        return new TradingHalt(path.tickers().get(ticker).instrument().id(), isHalted, secondNanos, secondNanos);
    }

    private void endSecond(long nanos) {
        LocalDate session = session(nanos);
        List<Ticker> tickers = path.tickers();
        for (int i = 0; i < tickers.size(); i++) {
            if (i != halted) {
                pending.add(tickers.get(i).bar(session, nanos));
            }
        }
    }

    /** The trading date that a moment counts to: its own in New York, or the next one over a weekend or holiday. */
    private static LocalDate session(long nanos) {
        TradingCalendar calendar = TradingCalendar.nyse();
        LocalDate date = calendar.dateAt(nanos);
        return calendar.isTradingDay(date) ? date : calendar.next(date);
    }

    @Override
    public void close() {
        closed = true;
        history.close();
        pending.clear();
    }
}
