package io.portcullis.connector.generated;

import io.portcullis.model.id.InstrumentId;
import java.util.ArrayList;
import java.util.List;

/** Draws the instruments of a market. The same seed gives the first n instruments the same character for every n. */
final class InstrumentFactory {
    static final InstrumentId BENCHMARK = InstrumentId.of("GEN-INDEX");

    private static final long STREAM_BENCHMARK = 3;
    private static final long STREAM_INSTRUMENTS = 1_000;
    private static final int ID_DIGITS = 3;

    private InstrumentFactory() {}

    static GeneratedInstrument benchmark(long seed) {
        GeneratedInstrument.Character market = new GeneratedInstrument.Character(-1, 1, 0, 0, 0.00005);
        return new GeneratedInstrument(BENCHMARK, market, new SeededRandom(seed, STREAM_BENCHMARK), 200, 50_000_000);
    }

    static List<GeneratedInstrument> instruments(long seed, MarketSettings settings) {
        List<GeneratedInstrument> instruments = new ArrayList<>();
        for (int i = 0; i < settings.instruments(); i++) {
            instruments.add(instrument(i, i % settings.sectors(), new SeededRandom(seed, STREAM_INSTRUMENTS + i)));
        }
        return instruments;
    }

    private static GeneratedInstrument instrument(int index, int sector, SeededRandom random) {
        GeneratedInstrument.Character character = new GeneratedInstrument.Character(
                sector,
                clamp(1 + 0.3 * random.normal(), 0.4, 1.8),
                clamp(1 + 0.2 * random.normal(), 0.5, 1.5),
                0.012 * StrictMath.exp(0.3 * random.normal()),
                0.0001 + 0.0004 * random.uniform());
        double price = clamp(60 * StrictMath.exp(0.6 * random.normal()), 12, 400);
        double sharesPerDay = clamp(3e6 * StrictMath.exp(0.7 * random.normal()), 4e5, 3e7);
        return new GeneratedInstrument(InstrumentId.of(name(index)), character, random, price, sharesPerDay);
    }

    private static String name(int index) {
        String digits = Integer.toString(index + 1);
        return "GEN" + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }

    private static double clamp(double value, double min, double max) {
        return StrictMath.max(min, StrictMath.min(max, value));
    }
}
