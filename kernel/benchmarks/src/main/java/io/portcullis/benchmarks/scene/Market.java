package io.portcullis.benchmarks.scene;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A seeded market: instruments in eleven sectors with a price, a volume, a volatility and something to borrow. */
public final class Market {
    private static final int SECTORS = 11;

    private final List<Listing> listings = new ArrayList<>();

    /**
     * One instrument.
     *
     * @param id its identifier
     * @param sector its sector
     * @param price last price
     * @param averageDailyVolume shares a day
     * @param dailyVolatility as a fraction
     */
    public record Listing(
            InstrumentId id, String sector, Price price, Quantity averageDailyVolume, double dailyVolatility) {
        /** The market's view of it. */
        public EngineEvent.MarketView view(long timeNanos) {
            return view(timeNanos, averageDailyVolume, false);
        }

        /** The same with another volume, or halted. */
        public EngineEvent.MarketView view(long timeNanos, Quantity volume, boolean halted) {
            return new EngineEvent.MarketView(
                    timeNanos, id, price, cents(-1), cents(1), volume, dailyVolatility, halted, false);
        }

        private Price cents(int count) {
            return new Price(price.raw() + count * Price.ONE / 100);
        }
    }

    /** So many instruments out of a seed. */
    public Market(int size, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            listings.add(new Listing(
                    InstrumentId.of(String.format("S%04d", i)),
                    "sector-" + i % SECTORS,
                    new Price((1_000 + random.nextInt(29_000)) * Price.ONE / 100),
                    Quantity.ofShares(500_000 + random.nextInt(20_000_000)),
                    0.01 + 0.02 * random.nextDouble()));
        }
    }

    /** The names of all sectors. */
    public static List<String> sectors() {
        return IntStream.range(0, SECTORS).mapToObj(i -> "sector-" + i).toList();
    }

    /** All instruments. */
    public List<Listing> listings() {
        return listings;
    }

    /** The events that define all of it, everything tradable, borrowed at half a per cent where there is a borrow. */
    public List<EngineEvent> opening(long timeNanos, Predicate<Listing> borrow) {
        List<EngineEvent> events = new ArrayList<>();
        for (Listing each : listings) {
            events.add(new EngineEvent.InstrumentDefined(timeNanos, each.id, each.sector, true));
            if (borrow.test(each)) {
                events.add(new EngineEvent.BorrowUpdated(timeNanos, each.id, Quantity.ofShares(10_000_000), 0.5));
            }
            events.add(each.view(timeNanos));
        }
        return events;
    }
}
