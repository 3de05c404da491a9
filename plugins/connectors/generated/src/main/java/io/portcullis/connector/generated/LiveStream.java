package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.spi.MarketStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * History first, at once; then the market goes on by the wall clock, around the clock and on every day of the week. A second
 * that was missed because nobody asked is left out, as on a feed that drops the oldest. Prices are a function of the seed
 * and the number of ticks, times are the clock's. One thread at a time.
 */
final class LiveStream implements MarketStream {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long LATE_NANOS = 2 * SECOND_NANOS;
    private static final double SECONDS_PER_SESSION = 23_400;
    private static final int REGIME_SECONDS = 390;
    private static final int HALT_EVERY_SECONDS = 600;
    private static final int HALT_SECONDS = 60;
    private static final long STREAM_LIVE = 6;
    private static final int NOBODY = -1;

    private final GeneratedMarket market;
    private final DailyStream history;
    private final WallClock clock;
    private final SeededRandom random;
    private final Queue<MarketEvent> pending = new ArrayDeque<>();
    private final List<Ticker> tickers = new ArrayList<>();
    private Regime regime;
    private long ticks;
    private long secondNanos;
    private int halted = NOBODY;
    private boolean closed;

    LiveStream(GeneratedMarket market, DailyStream history, WallClock clock) {
        this.market = market;
        this.history = history;
        this.clock = clock;
        this.random = new SeededRandom(market.seed(), STREAM_LIVE);
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
        if (tickers.isEmpty()) {
            begin();
        }
        while (pending.isEmpty()) {
            tick();
        }
        return pending.poll();
    }

    private void begin() {
        regime = market.regime();
        tickers.add(new Ticker(market.benchmark()));
        market.instruments().forEach(instrument -> tickers.add(new Ticker(instrument)));
        secondNanos = Math.floorDiv(clock.nanos(), SECOND_NANOS) * SECOND_NANOS;
    }

    private void tick() throws InterruptedException {
        int perSecond = market.settings().ticksPerSecond();
        ticks++;
        int part = (int) (ticks % perSecond);
        if (part == 0) {
            secondNanos += SECOND_NANOS;
        }
        long nanos = secondNanos + part * (SECOND_NANOS / perSecond);
        clock.sleepUntil(nanos);
        if (clock.nanos() - nanos > LATE_NANOS) {
            secondNanos = Math.floorDiv(clock.nanos(), SECOND_NANOS) * SECOND_NANOS;
            nanos = secondNanos;
        }
        moveAll(perSecond);
        if (part == 0) {
            endSecond(ticks / perSecond, nanos);
        }
        for (int i = 0; i < tickers.size(); i++) {
            if (i != halted) {
                pending.add(tickers.get(i).quote(nanos));
            }
        }
    }

    private void moveAll(int perSecond) {
        double step = 1 / StrictMath.sqrt(SECONDS_PER_SESSION * perSecond);
        double marketMove = regime.volatilityPerDay() * step * random.normal();
        double[] sectorMoves = new double[market.settings().sectors()];
        for (int i = 0; i < sectorMoves.length; i++) {
            sectorMoves[i] = GeneratedMarket.SECTOR_VOLATILITY * regime.stress() * step * random.normal();
        }
        for (Ticker ticker : tickers) {
            GeneratedInstrument.Character character = ticker.instrument().character();
            double sectorMove = character.sector() < 0 ? 0 : sectorMoves[character.sector()];
            ticker.move(
                    character.marketBeta() * marketMove + character.sectorBeta() * sectorMove,
                    regime.stress(),
                    perSecond);
        }
    }

    /** On each whole second: halts begin and end, and what was not halted gets its bar. */
    private void endSecond(long second, long nanos) {
        if (second % REGIME_SECONDS == 0) {
            regime = regime.next(random);
        }
        LocalDate session = session(nanos);
        for (int i = 0; i < tickers.size(); i++) {
            if (i != halted) {
                pending.add(tickers.get(i).bar(session, nanos));
            }
        }
        if (halted != NOBODY && second % HALT_EVERY_SECONDS == HALT_SECONDS) {
            pending.add(new TradingHalt(tickers.get(halted).instrument().id(), false, nanos, nanos));
            halted = NOBODY;
        } else if (market.settings().halts() > 0 && second % HALT_EVERY_SECONDS == 0) {
            halted = 1 + random.below(tickers.size() - 1);
            pending.add(new TradingHalt(tickers.get(halted).instrument().id(), true, nanos, nanos));
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
