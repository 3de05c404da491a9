package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Online is offline: what a store that was filled as a server goes along shows for a time t is what comes out when the history up
 * to t is computed afresh. And nothing that became known later shows in either.
 */
class FeatureParityTest {
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2023, 3, 1), 40);
    private static final List<String> NAMES = List.of("AAA", "BBB", "CCC");
    private static final long SECOND = 1_000_000_000L;

    /** Daily bars, and on the last days quotes and trades between them, some of them known late; in the order of knowing. */
    private static List<MarketEvent> history(Random random) {
        List<MarketEvent> events = new ArrayList<>();
        double price = 100;
        for (int day = 0; day < DAYS.size(); day++) {
            long open = TradingDays.openNanos(DAYS.get(day));
            for (int i = 0; day > 35 && i < 60; i++) {
                price *= 1 + 0.001 * random.nextGaussian();
                String name = NAMES.get(random.nextInt(3));
                long time = open + (1 + i) * 7 * SECOND + random.nextInt((int) SECOND);
                events.add(random.nextInt(3) > 0 ? quote(name, price, time, random) : trade(name, price, time, random));
            }
            for (String name : NAMES) {
                if (random.nextInt(10) > 0) {
                    price *= 1 + 0.01 * random.nextGaussian();
                    events.add(Bars.of(name)
                            .on(DAYS.get(day))
                            .close(Math.max(5, price))
                            .build());
                }
            }
        }
        events.sort((one, other) -> Long.compare(one.knownTimeNanos(), other.knownTimeNanos()));
        return events;
    }

    private static Quote quote(String name, double price, long time, Random random) {
        boolean oneSided = random.nextInt(8) == 0;
        return new Quote(
                InstrumentId.of(name),
                Price.of(oneSided ? 0 : Math.rint(price * 100) / 100),
                Quantity.ofShares(oneSided ? 0 : 100L * (1 + random.nextInt(9))),
                Price.of(Math.rint(price * 100) / 100 + 0.02),
                Quantity.ofShares(100L * (1 + random.nextInt(9))),
                time,
                time + random.nextInt(4) * SECOND);
    }

    private static Trade trade(String name, double price, long time, Random random) {
        Quantity size = Quantity.ofShares(1 + random.nextInt(500));
        long known = time + random.nextInt(90) * SECOND;
        return new Trade(InstrumentId.of(name), Price.of(Math.rint(price * 100) / 100), size, "", time, known);
    }

    private static LocalDate dateAt(long nanos) {
        LocalDate last = DAYS.get(0);
        for (LocalDate day : DAYS) {
            last = TradingDays.openNanos(day) <= nanos ? day : last;
        }
        return last;
    }

    /** Instants at which somebody asked, each after at least one event. */
    private static TreeSet<Long> instants(List<MarketEvent> events, Random random) {
        TreeSet<Long> instants = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            instants.add(events.get(random.nextInt(events.size())).knownTimeNanos() + random.nextInt(3) * SECOND);
        }
        return instants;
    }

    private static MemoryFeatureStore online(List<MarketEvent> events, TreeSet<Long> instants) {
        MemoryFeatureStore store = new MemoryFeatureStore(Retention.unlimited(100));
        Features features = new Features();
        int next = 0;
        for (long instant : instants) {
            while (next < events.size() && events.get(next).knownTimeNanos() <= instant) {
                features.on(events.get(next++));
            }
            store.put(features.everything(instant, dateAt(instant)));
        }
        return store;
    }

    private static FeatureFrame offline(List<MarketEvent> events, long instant) {
        Features features = new Features();
        events.stream().filter(event -> event.knownTimeNanos() <= instant).forEach(features::on);
        return features.everything(instant, dateAt(instant));
    }

    @Property(tries = 10)
    void onlineValueIsTheOfflineValueAtAnyTime(@ForAll long seed) {
        Random random = new Random(seed);
        List<MarketEvent> events = history(random);
        TreeSet<Long> instants = instants(events, random);
        MemoryFeatureStore store = online(events, instants);
        for (int i = 0; i < 12; i++) {
            long asked = instants.first()
                    + (long) (random.nextDouble() * (instants.last() - instants.first() + 60 * SECOND));
            long instant = instants.floor(asked);
            FeatureFrame expected = offline(events, instant);
            for (FeatureVector row : expected.rows()) {
                for (int f = 0; f < row.values().length; f++) {
                    assertThat(store.read(row.instrument(), expected.names().get(f), asked))
                            .as(
                                    "seed %d, %s of %s at %d",
                                    seed, expected.names().get(f), row.instrument(), asked)
                            .isEqualTo(new FeatureReading(row.values()[f], instant, false));
                }
            }
        }
    }

    @Property(tries = 10)
    void whatIsKnownLaterChangesNothingBefore(@ForAll long seed) {
        Random random = new Random(seed);
        List<MarketEvent> events = history(random);
        long cut = events.get(events.size() / 2 + random.nextInt(events.size() / 3))
                .knownTimeNanos();
        TreeSet<Long> instants = instants(events, random);
        MemoryFeatureStore whole = online(events, instants);
        List<MarketEvent> past =
                events.stream().filter(event -> event.knownTimeNanos() <= cut).toList();
        MemoryFeatureStore cutOff = online(past, new TreeSet<>(instants.headSet(cut, true)));
        for (FeatureFrame frame : cutOff.everything()) {
            FeatureVector row = frame.rows().get(0);
            for (int f = 0; f < row.values().length; f++) {
                assertThat(whole.asOf(row.instrument(), frame.names().get(f), frame.timeNanos()))
                        .as("seed %d", seed)
                        .isEqualTo((Double) row.values()[f]);
            }
        }
    }
}
