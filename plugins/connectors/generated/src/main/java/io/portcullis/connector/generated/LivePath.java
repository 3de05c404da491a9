package io.portcullis.connector.generated;

import java.util.ArrayList;
import java.util.List;

/**
 * The market from second to second, counted from midnight in New York. A function of the seed and the second: two processes
 * that started on one day see the same prices at the same time, and so does one that was killed and came back. Not thread-safe.
 */
final class LivePath {
    /** Square root of a second's share of a session of 23,400 seconds: scales a day's volatility to a second's. */
    static final double PART_OF_DAY = 1 / StrictMath.sqrt(23_400);

    /** Nobody is halted. */
    static final int NOBODY = -1;

    private static final long STREAM_LIVE = 6;
    private static final long STREAM_LIVE_HALTS = 7;
    private static final int REGIME_SECONDS = 390;
    private static final int HALT_EVERY_SECONDS = 600;
    private static final int HALT_SECONDS = 60;

    private final MarketSettings settings;
    private final SeededRandom random;
    private final SeededRandom haltRandom;
    private final double[] sectorMoves;
    private final List<Ticker> tickers = new ArrayList<>();
    private Regime regime;
    private long second;
    private int halted = NOBODY;

    LivePath(GeneratedMarket market) {
        this.settings = market.settings();
        this.random = new SeededRandom(market.seed(), STREAM_LIVE);
        this.haltRandom = new SeededRandom(market.seed(), STREAM_LIVE_HALTS);
        this.sectorMoves = new double[settings.sectors()];
        this.regime = market.regime();
        tickers.add(new Ticker(market.benchmark(), market.seed(), 0));
        for (int i = 0; i < market.instruments().size(); i++) {
            tickers.add(new Ticker(market.instruments().get(i), market.seed(), i + 1));
        }
    }

    /** Goes on by a second. */
    void step() {
        second++;
        if (second % REGIME_SECONDS == 0) {
            regime = regime.next(random);
        }
        double marketMove = regime.volatilityPerDay() * PART_OF_DAY * random.normal();
        double sectorVolatility = GeneratedMarket.SECTOR_VOLATILITY * regime.stress() * PART_OF_DAY;
        for (int i = 0; i < sectorMoves.length; i++) {
            sectorMoves[i] = sectorVolatility * random.normal();
        }
        for (Ticker ticker : tickers) {
            GeneratedInstrument.Character character = ticker.instrument().character();
            double sectorMove = character.sector() < 0 ? 0 : sectorMoves[character.sector()];
            ticker.move(character.marketBeta() * marketMove + character.sectorBeta() * sectorMove, regime.stress());
        }
        haltOrResume();
    }

    private void haltOrResume() {
        if (settings.halts() == 0) {
            return;
        }
        if (second % HALT_EVERY_SECONDS == 0) {
            halted = 1 + haltRandom.below(tickers.size() - 1);
        } else if (second % HALT_EVERY_SECONDS == HALT_SECONDS) {
            halted = NOBODY;
        }
    }

    /** The benchmark first, then the instruments in order. */
    List<Ticker> tickers() {
        return tickers;
    }

    long second() {
        return second;
    }

    /** The index of the ticker that is halted during the current second, or {@link #NOBODY}. */
    int halted() {
        return halted;
    }
}
