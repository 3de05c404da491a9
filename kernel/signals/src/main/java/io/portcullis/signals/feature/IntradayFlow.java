package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.signals.stream.AsOfJoin;
import io.portcullis.signals.stream.EventOrder;
import io.portcullis.signals.stream.KeyedWindows;
import io.portcullis.signals.stream.TimeWindow;
import io.portcullis.signals.stream.Timed;
import io.portcullis.signals.stream.WindowedFold;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What quotes and trades of the last minutes say, on event time: quotes are put in order, trades joined with the quote of their
 * moment, both summed into minutes by instrument.
 *
 * <p>The watermark follows engine time, the time at which things become known, in whole seconds: what became known up to two
 * seconds after it happened is in order, a trade that is up to a minute later still corrects its minute, and what comes after
 * that is counted and left out. So a value is a function of what was known at its time and of nothing else, whenever and however
 * often somebody asked. Not thread-safe.
 */
final class IntradayFlow {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long DISORDER = 2 * SECOND;
    /** A quote says nothing about a trade that came later than this. */
    private static final long QUOTE_AGE_MAX = 60 * SECOND;
    /** Minutes in the volatility, and how many of them must have had quotes. */
    private static final int MINUTES = 5;

    private static final int MINUTES_MIN = 3;
    private static final double[] UNKNOWN = {Double.NaN, Double.NaN, Double.NaN};

    private static final Comparator<Quote> QUOTE_ORDER = Comparator.comparing(Quote::instrument)
            .thenComparingLong(Quote::knownTimeNanos)
            .thenComparing(Quote::bid)
            .thenComparing(Quote::ask)
            .thenComparing(Quote::bidSize)
            .thenComparing(Quote::askSize);
    private static final Comparator<Trade> TRADE_ORDER = Comparator.comparing(Trade::instrument)
            .thenComparingLong(Trade::knownTimeNanos)
            .thenComparing(Trade::price)
            .thenComparing(Trade::size);

    private final EventOrder<Quote> quotes = new EventOrder<>(QUOTE_ORDER);
    /** Middles, NaN where a side is missing: two minutes of them are kept, which as quotes would be ten times the memory. */
    private final AsOfJoin<InstrumentId, Trade, Double> middleOfTrade = new AsOfJoin<>(
            AsOfJoin.Mode.WAIT_FOR_RIGHT, QUOTE_AGE_MAX, 2 * MINUTE, TRADE_ORDER, IntradayFlow::inOrderAlready);

    private final KeyedWindows<InstrumentId, MinuteFlow, MinuteFlow> minutes = new KeyedWindows<>(
            () -> WindowedFold.summed(
                    time -> List.of(TimeWindow.tumbling(time, 0, MINUTE)), MinuteFlow.Sum::new, MINUTE),
            1);
    private final Map<InstrumentId, Quote> lastQuotes = new HashMap<>();
    private final Map<InstrumentId, Tick> lastTicks = new HashMap<>();
    private final Map<InstrumentId, NavigableMap<Long, MinuteFlow>> closed = new HashMap<>();
    /** What was worked out and still holds. */
    private final Map<InstrumentId, double[]> values = new HashMap<>();

    private long watermark = Long.MIN_VALUE;

    /** The last price of an instrument, and which way it went when it last moved. */
    private record Tick(double price, int direction) {}

    /** A quote became known. */
    void quote(Quote quote) {
        advanceTo(quote.knownTimeNanos());
        quotes.add(quote.eventTimeNanos(), quote);
    }

    /** A trade became known. */
    void trade(Trade trade) {
        advanceTo(trade.knownTimeNanos());
        middleOfTrade.left(trade.instrument(), trade.eventTimeNanos(), trade, this::signed);
    }

    /** Nothing that became known before this engine time is still to come. */
    void advanceTo(long nowNanos) {
        long reached = Math.floorDiv(nowNanos - DISORDER, SECOND) * SECOND - 1;
        if (reached <= watermark) {
            return;
        }
        long minuteBefore = lastMinuteEnd();
        watermark = reached;
        if (lastMinuteEnd() != minuteBefore) {
            values.clear();
        }
        quotes.advanceTo(watermark, this::ordered);
        middleOfTrade.rightSeenUpTo(watermark, this::signed);
        minutes.advanceTo(watermark, this::minuteIsOver);
    }

    private void ordered(Timed<Quote> timed) {
        Quote quote = timed.element();
        middleOfTrade.right(quote.instrument(), timed.timeNanos(), middle(quote));
        Quote before = lastQuotes.put(quote.instrument(), quote);
        if (before != null && isTwoSided(before) && isTwoSided(quote)) {
            minutes.add(quote.instrument(), timed.timeNanos(), change(before, quote));
        }
    }

    private static int inOrderAlready(Double one, Double other) {
        return 0;
    }

    private static boolean isTwoSided(Quote quote) {
        return quote.bid().raw() > 0 && quote.ask().raw() > 0;
    }

    /** NaN where a side is missing. */
    private static double middle(Quote quote) {
        return isTwoSided(quote) ? (quote.bid().toDouble() + quote.ask().toDouble()) / 2 : Double.NaN;
    }

    /** Cont, Kukanov and Stoikov: what was added to the bid and taken from the ask, less the opposite. */
    private static MinuteFlow change(Quote before, Quote now) {
        int bid = now.bid().compareTo(before.bid());
        int ask = now.ask().compareTo(before.ask());
        double flow = (bid >= 0 ? now.bidSize().toDouble() : 0)
                - (bid <= 0 ? before.bidSize().toDouble() : 0)
                - (ask <= 0 ? now.askSize().toDouble() : 0)
                + (ask >= 0 ? before.askSize().toDouble() : 0);
        double depth = (now.bidSize().toDouble() + now.askSize().toDouble()) / 2;
        double log = StrictMath.log(middle(now) / middle(before));
        return new MinuteFlow(0, 0, flow, depth, 1, log * log);
    }

    /** Lee and Ready: above the middle a buyer came, below it a seller; in the middle, the price's last move decides. */
    private void signed(AsOfJoin.Joined<InstrumentId, Trade, Double> joined) {
        Trade trade = joined.left();
        double price = trade.price().toDouble();
        int move = move(trade.instrument(), price);
        Double middle = joined.right();
        // unknown is no side either: the sign of NaN is none, as an int
        int side = middle == null ? 0 : (int) Math.signum(price - middle);
        int direction = side == 0 ? move : side;
        if (direction != 0) {
            double shares = trade.size().toDouble();
            minutes.add(
                    trade.instrument(), trade.eventTimeNanos(), new MinuteFlow(direction * shares, shares, 0, 0, 0, 0));
        }
    }

    private int move(InstrumentId instrument, double price) {
        Tick before = lastTicks.get(instrument);
        int moved = before == null ? 0 : (int) Math.signum(price - before.price());
        int direction = moved == 0 && before != null ? before.direction() : moved;
        lastTicks.put(instrument, new Tick(price, direction));
        return direction;
    }

    private void minuteIsOver(KeyedWindows.Result<InstrumentId, MinuteFlow> result) {
        NavigableMap<Long, MinuteFlow> ofInstrument = closed.computeIfAbsent(result.key(), id -> new TreeMap<>());
        ofInstrument.put(result.firing().window().end(), result.firing().value());
        ofInstrument.headMap(lastMinuteEnd() - MINUTES * MINUTE, true).clear();
        values.remove(result.key());
    }

    private long lastMinuteEnd() {
        return Math.floorDiv(watermark + 1, MINUTE) * MINUTE;
    }

    /**
     * Imbalance of trades and of orders in the last whole minute, and the volatility of the last five; NaN where unknown. The same
     * array as long as the values are the same; not to be written to.
     */
    double[] values(InstrumentId instrument) {
        return values.computeIfAbsent(instrument, this::work);
    }

    private double[] work(InstrumentId instrument) {
        NavigableMap<Long, MinuteFlow> ofInstrument = closed.get(instrument);
        if (ofInstrument == null) {
            return UNKNOWN;
        }
        MinuteFlow last = ofInstrument.getOrDefault(lastMinuteEnd(), MinuteFlow.NONE);
        return new double[] {last.tradeImbalance(), last.orderFlowInDepths(), volatility(ofInstrument)};
    }

    private double volatility(NavigableMap<Long, MinuteFlow> ofInstrument) {
        double squares = 0;
        int known = 0;
        for (MinuteFlow minute :
                ofInstrument.tailMap(lastMinuteEnd() - MINUTES * MINUTE, false).values()) {
            squares += minute.squares();
            known += minute.quotes() > 0 ? 1 : 0;
        }
        return known < MINUTES_MIN ? Double.NaN : StrictMath.sqrt(squares);
    }

    /** Quotes and trades that came too late to be counted. */
    long lateCount() {
        return quotes.lateCount() + minutes.lateCount();
    }
}
