package io.portcullis.signals.feature;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the stream of prices into what the engine has to know of each market: at once at a daily close, on a halt and on a
 * corporate action; else at most every 100 ms of engine time and only when something changed.
 *
 * <p>Tell the {@link Features} first, then this. Suspect bars are passed over. Not thread-safe.
 */
public final class MarketViews {
    /** A log of every quote would be mostly noise: no decision of the engine is finer than this. */
    private static final long INTERVAL_NANOS = 100_000_000L;

    private static final Price NO_PRICE = new Price(0);

    private final Features features;
    private final Map<InstrumentId, Market> markets = new TreeMap<>();

    /** With volumes, volatilities and betas from these features. */
    public MarketViews(Features features) {
        this.features = features;
    }

    /**
     * Absorbs one event and gives out its view when it is due.
     *
     * @param timeNanos engine time
     */
    public void on(MarketEvent event, long timeNanos, Consumer<EngineEvent.MarketView> out) {
        if (event instanceof Bar bar) {
            onBar(bar, timeNanos, out);
        } else if (event instanceof Quote quote) {
            onQuote(quote, timeNanos, out);
        } else if (event instanceof Trade trade) {
            Market market = market(trade.instrument());
            market.last = trade.price();
            emitWhenDue(trade.instrument(), market, timeNanos, out);
        } else if (event instanceof TradingHalt halt) {
            Market market = market(halt.instrument());
            market.halted = halt.halted();
            emit(halt.instrument(), market, timeNanos, false, out);
        } else if (event instanceof CorporateAction action) {
            Market market = market(action.instrument());
            market.apply(action);
            emit(action.instrument(), market, timeNanos, false, out);
        }
    }

    /** Takes up what the log says was told before a restart, so that a halt is not forgotten with the process. */
    public void recall(EngineEvent.MarketView view) {
        Market market = market(view.instrument());
        market.last = view.last();
        market.bid = view.bid();
        market.ask = view.ask();
        market.halted = view.halted();
        market.emitted = view;
        market.emittedNanos = view.timeNanos();
    }

    /** Gives out the views that changed and had to wait, as far as they are due; live: at each tick. */
    public void flush(long timeNanos, Consumer<EngineEvent.MarketView> out) {
        markets.forEach((instrument, market) -> {
            if (market.waiting) {
                emitWhenDue(instrument, market, timeNanos, out);
            }
        });
    }

    private void onBar(Bar bar, long timeNanos, Consumer<EngineEvent.MarketView> out) {
        if (bar.suspect()) {
            return;
        }
        Market market = market(bar.instrument());
        market.last = bar.close();
        if (bar.period() == BarPeriod.DAY) {
            emit(bar.instrument(), market, timeNanos, true, out);
        } else {
            emitWhenDue(bar.instrument(), market, timeNanos, out);
        }
    }

    private void onQuote(Quote quote, long timeNanos, Consumer<EngineEvent.MarketView> out) {
        Market market = market(quote.instrument());
        market.bid = quote.bid();
        market.ask = quote.ask();
        if (quote.bid().raw() > 0 && quote.ask().raw() > 0) {
            // The middle of the market is the freshest price there is; a trade replaces it again.
            market.last = new Price((quote.bid().raw() + quote.ask().raw()) / 2);
        }
        emitWhenDue(quote.instrument(), market, timeNanos, out);
    }

    private Market market(InstrumentId instrument) {
        return markets.computeIfAbsent(instrument, id -> new Market());
    }

    private void emitWhenDue(
            InstrumentId instrument, Market market, long timeNanos, Consumer<EngineEvent.MarketView> out) {
        if (market.emittedNanos == Market.NEVER || timeNanos - market.emittedNanos >= INTERVAL_NANOS) {
            emit(instrument, market, timeNanos, false, out);
        } else {
            market.waiting = true;
        }
    }

    private void emit(
            InstrumentId instrument,
            Market market,
            long timeNanos,
            boolean close,
            Consumer<EngineEvent.MarketView> out) {
        market.waiting = false;
        if (market.last.raw() == 0) {
            // Nothing to value a position with yet; a halt before the first price is told along with that price.
            return;
        }
        EngineEvent.MarketView view = view(instrument, market, timeNanos, close);
        if (close || !sameBut(view, market.emitted)) {
            market.emitted = view;
            market.emittedNanos = timeNanos;
            out.accept(view);
        }
    }

    private EngineEvent.MarketView view(InstrumentId instrument, Market market, long timeNanos, boolean close) {
        double volume = features.averageDailyVolume(instrument);
        return new EngineEvent.MarketView(
                timeNanos,
                instrument,
                market.last,
                market.bid,
                market.ask,
                Double.isNaN(volume) ? Quantity.ZERO : Quantity.of(volume).wholeShares(),
                features.dailyVolatility(instrument),
                market.halted,
                close,
                features.marketBeta(instrument));
    }

    /** True when nothing but the time differs, and whether it is a close. */
    private static boolean sameBut(EngineEvent.MarketView view, EngineEvent.MarketView before) {
        return before != null
                && view.last().equals(before.last())
                && view.bid().equals(before.bid())
                && view.ask().equals(before.ask())
                && view.averageDailyVolume().equals(before.averageDailyVolume())
                && Double.compare(view.dailyVolatility(), before.dailyVolatility()) == 0
                && Double.compare(view.beta(), before.beta()) == 0
                && view.halted() == before.halted();
    }

    /** What was last seen and last told of one market. */
    private static final class Market {
        private static final long NEVER = Long.MIN_VALUE;

        private Price last = NO_PRICE;
        private Price bid = NO_PRICE;
        private Price ask = NO_PRICE;
        private boolean halted;
        private boolean waiting;
        private long emittedNanos = NEVER;
        private EngineEvent.MarketView emitted;

        /** Yesterday's price on today's terms; quotes on the old terms are void. */
        void apply(CorporateAction action) {
            long afterDividend = Math.max(last.raw() - action.dividend().raw(), 0);
            long raw = BigInteger.valueOf(afterDividend)
                    .multiply(BigInteger.valueOf(action.splitDenominator()))
                    .divide(BigInteger.valueOf(action.splitNumerator()))
                    .longValueExact();
            last = raw > 0 ? new Price(raw) : last;
            bid = NO_PRICE;
            ask = NO_PRICE;
        }
    }
}
