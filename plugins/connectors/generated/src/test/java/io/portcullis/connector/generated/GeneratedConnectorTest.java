package io.portcullis.connector.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.ConnectorContractTest;
import io.portcullis.testkit.RecordingBadRecords;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedConnectorTest extends ConnectorContractTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 2);
    private static final LocalDate TO = LocalDate.of(2024, 12, 31);
    private static final int HISTORY = 60;

    @Override
    protected Connector newConnector() {
        return new GeneratedConnector();
    }

    @Override
    protected StreamRequest goodRequest() {
        return new StreamRequest("", FROM, FROM.plusDays(7), 2, 1, new TreeMap<>());
    }

    @Override
    protected StreamRequest badRequest() {
        return new StreamRequest("", FROM, TO, 2, 1, new TreeMap<>(Map.of("speed", "9")));
    }

    @Override
    protected String namedInMessage() {
        return "speed";
    }

    /** Fixed once: whoever changes the market changes every demonstration, and has to say so here. */
    @Test
    void shouldGiveTheSameBitsOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (MarketEvent event : year(42)) {
            digest.update(event.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("da869bdadf5bb5dad9d5ca957899020b6ced4d9e2fe44d531a9fe8501e38e137");
    }

    @Test
    void shouldGiveAnotherMarketForAnotherSeed() throws Exception {
        assertThat(year(2)).isNotEqualTo(year(1));
    }

    @Test
    void shouldNotChangeThePastWhenTheRunIsLonger() throws Exception {
        List<MarketEvent> longer = year(3);
        List<MarketEvent> shorter = read(3, FROM, LocalDate.of(2024, 4, 30), HISTORY, Map.of());
        assertThat(shorter).isEqualTo(longer.subList(0, shorter.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldHaveTheMarketThatADemonstrationNeeds(long seed) throws Exception {
        List<MarketEvent> events = year(seed);
        SortedSet<String> sectors = new TreeSet<>();
        SortedSet<InstrumentId> instruments = new TreeSet<>();
        SortedSet<InstrumentId> benchmarks = new TreeSet<>();
        for (InstrumentListing listing : only(events, InstrumentListing.class)) {
            if (listing.benchmark()) {
                benchmarks.add(listing.instrument());
            } else {
                assertThat(listing.tradableOn(FROM)).isTrue();
                instruments.add(listing.instrument());
                sectors.add(listing.sector());
            }
        }
        assertThat(instruments).hasSize(60);
        assertThat(sectors).hasSize(8);
        assertThat(benchmarks).containsExactly(InstrumentId.of("GEN-INDEX"));
        assertThat(only(events, BorrowAvailability.class)).hasSizeBetween(30, 59);
        List<CorporateAction> actions = only(events, CorporateAction.class);
        assertThat(actions).filteredOn(CorporateAction::isSplit).hasSizeGreaterThan(4);
        assertThat(actions).filteredOn(action -> action.dividend().raw() > 0).hasSizeGreaterThan(100);
        assertThat(only(events, TradingHalt.class))
                .filteredOn(TradingHalt::halted)
                .hasSize(4);
    }

    @Test
    void shouldTradeOnTheCalendarsDaysAndOnNoOthers() throws Exception {
        SortedSet<LocalDate> sessions = new TreeSet<>();
        for (Bar bar : only(year(1), Bar.class)) {
            sessions.add(bar.session());
            assertThat(bar.knownTimeNanos()).isEqualTo(TradingCalendar.nyse().closeNanos(bar.session()));
        }
        LocalDate first = TradingCalendar.nyse().plus(FROM, -HISTORY);
        assertThat(new ArrayList<>(sessions)).isEqualTo(TradingCalendar.nyse().tradingDays(first, TO));
    }

    @Test
    void shouldHaveNoBarWhileAnInstrumentIsHalted() throws Exception {
        SortedSet<InstrumentId> halted = new TreeSet<>();
        SortedMap<LocalDate, Integer> missing = new TreeMap<>();
        for (MarketEvent event : year(1)) {
            if (event instanceof TradingHalt halt) {
                assertThat(TradingCalendar.nyse().dateAt(halt.eventTimeNanos())).isAfterOrEqualTo(FROM);
                if (halt.halted()) {
                    assertThat(halted.add(halt.instrument())).isTrue();
                } else {
                    assertThat(halted.remove(halt.instrument())).isTrue();
                }
            } else if (event instanceof Bar bar) {
                assertThat(halted).doesNotContain(bar.instrument());
                missing.merge(bar.session(), 1, Integer::sum);
            }
        }
        assertThat(missing.values()).contains(60, 61).allMatch(bars -> bars >= 59);
    }

    @Test
    void shouldOpenOnTheNewTermsAfterASplit() throws Exception {
        Map<InstrumentId, Double> lastClose = new TreeMap<>();
        Map<InstrumentId, Double> expected = new TreeMap<>();
        int checked = 0;
        for (MarketEvent event : year(1)) {
            if (event instanceof CorporateAction action && action.isSplit()) {
                double ratio = (double) action.splitNumerator() / action.splitDenominator();
                expected.put(action.instrument(), lastClose.get(action.instrument()) / ratio);
            } else if (event instanceof Bar bar) {
                Double terms = expected.remove(bar.instrument());
                if (terms != null) {
                    assertThat(bar.open().toDouble()).isCloseTo(terms, within(0.15 * terms));
                    checked++;
                }
                lastClose.put(bar.instrument(), bar.close().toDouble());
            }
        }
        assertThat(checked).isGreaterThan(4);
    }

    @Test
    void shouldGapOvernightAndTradeMoreOnWildDays() throws Exception {
        SortedMap<InstrumentId, List<Bar>> bars = new TreeMap<>();
        for (Bar bar : only(read(1, FROM, TO, 0, Map.of("halts", "0")), Bar.class)) {
            bars.computeIfAbsent(bar.instrument(), id -> new ArrayList<>()).add(bar);
        }
        int gaps = 0;
        double wildVolume = 0;
        double calmVolume = 0;
        for (List<Bar> own : bars.values()) {
            for (int i = 1; i < own.size(); i++) {
                double before = own.get(i - 1).close().toDouble();
                gaps += Math.abs(own.get(i).open().toDouble() / before - 1) > 0.03 ? 1 : 0;
            }
            own.sort((a, b) -> Double.compare(range(a), range(b)));
            for (int i = 0; i < own.size() / 2; i++) {
                calmVolume += own.get(i).volume().toDouble();
                wildVolume += own.get(own.size() - 1 - i).volume().toDouble();
            }
        }
        assertThat(gaps).isGreaterThan(50);
        assertThat(wildVolume).isGreaterThan(1.15 * calmVolume);
    }

    @Test
    void shouldPassThroughEveryRegime() {
        SeededRandom random = new SeededRandom(1, 1);
        SortedMap<Regime, Integer> days = new TreeMap<>();
        Regime regime = Regime.BULL;
        for (int day = 0; day < 25_200; day++) {
            regime = regime.next(random);
            days.merge(regime, 1, Integer::sum);
        }
        assertThat(days.get(Regime.BULL)).isGreaterThan(days.get(Regime.BEAR));
        assertThat(days.get(Regime.BEAR)).isGreaterThan(days.get(Regime.CRASH));
        assertThat(days.get(Regime.CRASH)).isGreaterThan(100);
    }

    /** What the README says about momentum: none at 0, little by default, plainly there at 0.1. */
    @Test
    void shouldLetWinnersGoOnByAsMuchAsItIsTold() throws Exception {
        assertThat(momentumFound("0")).isCloseTo(0, within(0.03));
        assertThat(momentumFound("0.03")).isBetween(-0.01, 0.06);
        assertThat(momentumFound("0.1")).isBetween(0.06, 0.18);
    }

    @Test
    void shouldSayThatItIsGenerated() throws Exception {
        RecordingBadRecords records = new RecordingBadRecords();
        newConnector().open(goodRequest(), records).close();
        assertThat(records.notices()).singleElement().asString().contains("generated from seed 1");
    }

    @Test
    void shouldRefuseDatesThatMakeNoSense() {
        RecordingBadRecords records = new RecordingBadRecords();
        assertThatThrownBy(() -> newConnector().open(new StreamRequest("", TO, FROM, 0, 1, new TreeMap<>()), records))
                .hasMessageContaining("2024-12-31");
        assertThatThrownBy(() -> newConnector().open(new StreamRequest("", FROM, TO, -1, 1, new TreeMap<>()), records))
                .hasMessageContaining("historyDays");
    }

    @Test
    void shouldTakeItsConfigurationAndLetARequestGoBeforeIt() throws Exception {
        GeneratedConnector connector = new GeneratedConnector();
        connector.activate(new SmallMarket());
        assertThat(listings(connector, Map.of())).isEqualTo(21);
        assertThat(listings(connector, Map.of("instruments", "30"))).isEqualTo(31);
    }

    private static int listings(Connector connector, Map<String, String> options) throws Exception {
        StreamRequest request = new StreamRequest("", FROM, FROM, 0, 1, new TreeMap<>(options));
        return only(drain(connector, request), InstrumentListing.class).size();
    }

    /** Mean correlation of 126-day returns with those of the next 21 days, over instruments, months and seeds. */
    private static double momentumFound(String momentum) throws Exception {
        double sum = 0;
        int months = 0;
        for (long seed = 1; seed <= 8; seed++) {
            Map<String, String> options = Map.of("momentum", momentum, "halts", "0");
            List<double[]> returns = TotalReturns.of(read(seed, FROM.minusYears(6), TO, 0, options));
            for (int day = 126; day + 21 < returns.get(0).length; day += 21) {
                sum += TotalReturns.correlation(returns, day - 126, day, day + 21);
                months++;
            }
        }
        return sum / months;
    }

    private static double range(Bar bar) {
        return bar.high().toDouble() / bar.low().toDouble();
    }

    private static List<MarketEvent> year(long seed) throws Exception {
        return read(seed, FROM, TO, HISTORY, Map.of());
    }

    private static List<MarketEvent> read(
            long seed, LocalDate from, LocalDate to, int historyDays, Map<String, String> options) throws Exception {
        return drain(
                new GeneratedConnector(), new StreamRequest("", from, to, historyDays, seed, new TreeMap<>(options)));
    }

    private static List<MarketEvent> drain(Connector connector, StreamRequest request) throws Exception {
        List<MarketEvent> events = new ArrayList<>();
        try (MarketStream stream = connector.open(request, new RecordingBadRecords())) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                events.add(event);
            }
        }
        return events;
    }

    private static <T extends MarketEvent> List<T> only(List<MarketEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What Declarative Services makes of {@code instruments = 20} in the configuration file. */
    private static final class SmallMarket implements GeneratedConnector.Config {
        @Override
        public int instruments() {
            return 20;
        }

        @Override
        public int sectors() {
            return MarketSettings.SECTORS;
        }

        @Override
        public int halts() {
            return MarketSettings.HALTS;
        }

        @Override
        public double momentum() {
            return MarketSettings.MOMENTUM;
        }

        @Override
        public int ticksPerSecond() {
            return MarketSettings.TICKS_PER_SECOND;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return GeneratedConnector.Config.class;
        }
    }
}
