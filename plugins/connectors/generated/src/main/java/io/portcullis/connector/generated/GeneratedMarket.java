package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The market from day to day: a regime, a market factor in it, sector factors, instruments that follow both and go their own
 * way. A function of the seed, the settings and the number of days since the first: what comes later changes nothing before. Not
 * thread-safe.
 */
final class GeneratedMarket {
    static final long HALT_LEAD_NANOS = 300_000_000_000L;

    private static final long STREAM_MARKET = 1;
    private static final long STREAM_LISTS = 2;
    private static final long STREAM_ACTIONS = 4;
    private static final long STREAM_HALTS = 5;
    private static final long STREAM_SECTORS = 100;
    static final double SECTOR_VOLATILITY = 0.006;
    private static final double ON_BORROW_LIST = 0.75;

    private final long seed;
    private final MarketSettings settings;
    private final SeededRandom marketRandom;
    private final List<SeededRandom> sectorRandom = new ArrayList<>();
    private final GeneratedInstrument benchmark;
    private final List<GeneratedInstrument> instruments;
    private final CorporateActions actions;
    private final HaltSchedule halts;
    private final boolean[] wasHalted;
    private Regime regime = Regime.BULL;
    private int day = -1;

    GeneratedMarket(long seed, MarketSettings settings) {
        this.seed = seed;
        this.settings = settings;
        this.marketRandom = new SeededRandom(seed, STREAM_MARKET);
        for (int sector = 0; sector < settings.sectors(); sector++) {
            sectorRandom.add(new SeededRandom(seed, STREAM_SECTORS + sector));
        }
        this.benchmark = InstrumentFactory.benchmark(seed);
        this.instruments = InstrumentFactory.instruments(seed, settings);
        this.actions = new CorporateActions(new SeededRandom(seed, STREAM_ACTIONS), instruments);
        this.halts = new HaltSchedule(new SeededRandom(seed, STREAM_HALTS), settings);
        this.wasHalted = new boolean[settings.instruments()];
    }

    /** What is known before the first day: who is listed, and what can be borrowed of three instruments in four. */
    List<MarketEvent> lists(LocalDate first) {
        long nanos = Math.multiplyExact(first.atStartOfDay(TradingCalendar.ZONE).toEpochSecond(), 1_000_000_000L);
        List<MarketEvent> events = new ArrayList<>();
        events.add(new InstrumentListing(benchmark.id(), "none", true, List.of(), nanos, nanos));
        List<InstrumentListing.Membership> always = List.of(new InstrumentListing.Membership(first, null));
        for (GeneratedInstrument instrument : instruments) {
            String sector = Sectors.NAMES.get(instrument.character().sector());
            events.add(new InstrumentListing(instrument.id(), sector, false, always, nanos, nanos));
        }
        SeededRandom random = new SeededRandom(seed, STREAM_LISTS);
        for (GeneratedInstrument instrument : instruments) {
            boolean listed = random.uniform() <= ON_BORROW_LIST;
            Quantity available = Quantity.ofShares(1_000L * (100 + random.below(4_900)));
            double fee = Math.round(100 * 0.3 * StrictMath.exp(StrictMath.abs(random.normal()))) / 100.0;
            if (listed) {
                events.add(new BorrowAvailability(instrument.id(), available, fee, nanos, nanos));
            }
        }
        return events;
    }

    /**
     * The events of the next day in the order in which they become known.
     *
     * @param session its date, a trading day
     * @param mayHalt false in the history: the halts are kept for the days that are wanted
     */
    List<MarketEvent> nextDay(LocalDate session, boolean mayHalt) {
        day++;
        regime = regime.next(marketRandom);
        if (mayHalt) {
            halts.nextDay();
        }
        List<MarketEvent> events = new ArrayList<>();
        applyCorporateActions(session, events);
        announceHalts(session, events);
        trade(session, events);
        return events;
    }

    private void applyCorporateActions(LocalDate session, List<MarketEvent> events) {
        int toSplit = actions.toSplit(day, halts::isHalted);
        for (int i = 0; i < instruments.size(); i++) {
            CorporateAction action = halts.isHalted(i) ? null : actions.of(i, day, session, toSplit);
            if (action != null) {
                instruments.get(i).apply(action);
                events.add(action);
            }
        }
    }

    private void announceHalts(LocalDate session, List<MarketEvent> events) {
        long nanos = TradingCalendar.nyse().openNanos(session) - HALT_LEAD_NANOS;
        for (int i = 0; i < instruments.size(); i++) {
            if (halts.isHalted(i) != wasHalted[i]) {
                wasHalted[i] = halts.isHalted(i);
                events.add(new TradingHalt(instruments.get(i).id(), wasHalted[i], nanos, nanos));
            }
        }
    }

    private void trade(LocalDate session, List<MarketEvent> events) {
        long closeNanos = TradingCalendar.nyse().closeNanos(session);
        DayReturns market = DayReturns.draw(marketRandom, regime.driftPerDay(), regime.volatilityPerDay());
        List<DayReturns> sectors = new ArrayList<>();
        for (SeededRandom random : sectorRandom) {
            sectors.add(DayReturns.draw(random, 0, SECTOR_VOLATILITY * regime.stress()));
        }
        events.add(benchmark.trade(session, closeNanos, market, regime));
        for (int i = 0; i < instruments.size(); i++) {
            GeneratedInstrument instrument = instruments.get(i);
            GeneratedInstrument.Character character = instrument.character();
            DayReturns returns = market.times(character.marketBeta())
                    .plus(sectors.get(character.sector()).times(character.sectorBeta()))
                    .plus(instrument.ownReturns(regime, settings.momentum()));
            if (halts.isHalted(i)) {
                instrument.passHalted(returns);
            } else {
                Bar bar = instrument.trade(session, closeNanos, returns, regime);
                events.add(bar);
            }
        }
    }

    GeneratedInstrument benchmark() {
        return benchmark;
    }

    List<GeneratedInstrument> instruments() {
        return instruments;
    }

    Regime regime() {
        return regime;
    }

    long seed() {
        return seed;
    }

    MarketSettings settings() {
        return settings;
    }
}
