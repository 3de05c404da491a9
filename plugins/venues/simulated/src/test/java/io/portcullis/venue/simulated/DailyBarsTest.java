package io.portcullis.venue.simulated;

import static io.portcullis.venue.simulated.VenueFixture.AAA;
import static io.portcullis.venue.simulated.VenueFixture.MONDAY;
import static io.portcullis.venue.simulated.VenueFixture.TUESDAY;
import static io.portcullis.venue.simulated.VenueFixture.WEDNESDAY;
import static io.portcullis.venue.simulated.VenueFixture.bar;
import static io.portcullis.venue.simulated.VenueFixture.close;
import static io.portcullis.venue.simulated.VenueFixture.open;
import static io.portcullis.venue.simulated.VenueFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders meet daily bars: price, volume share, limits, halts, splits, and never the bar that decided. */
class DailyBarsTest {
    private final VenueFixture market = new VenueFixture();

    /** 1 % of the volume at 2 % volatility and Y 0.5: impact 0.5 x 0.02 x sqrt(0.01) = 10 bp, half spread 2 bp. */
    @ParameterizedTest
    @CsvSource({"BUY, 100.12, 35", "SELL, 99.88, 42.9904"})
    void shouldFillAtTheOpenMovedBySpreadAndImpact(Side side, String price, String fee) {
        market.submitForTuesday("o", side, 10_000, null);
        market.openWith(bar(TUESDAY, 100));

        Fill fill = market.fills("o").get(0);
        assertThat(fill.price()).isEqualTo(Price.parse(price));
        assertThat(fill.quantity()).isEqualTo(Quantity.ofShares(10_000));
        assertThat(fill.eventTimeNanos()).isEqualTo(open(TUESDAY));
        // 10,000 x 0.0035 = 35; on the sale also 998,800 x 8 / 1e6 = 7.9904.
        assertThat(fill.fee()).isEqualTo(Money.parse(fee + " USD"));
    }

    @Test
    void shouldShareFivePerCentOfTheVolumeInOrderOfArrival() {
        market.submitForTuesday("first", Side.BUY, 30_000, null);
        market.submitForTuesday("second", Side.BUY, 30_000, null);
        market.submitForTuesday("third", Side.SELL, 10, null);
        market.openWith(bar(TUESDAY, 100));

        assertThat(market.fills("first").get(0).quantity()).isEqualTo(Quantity.ofShares(30_000));
        assertThat(market.fills("second").get(0).quantity()).isEqualTo(Quantity.ofShares(20_000));
        assertThat(market.reason("second")).isEqualTo("beyond the share of the bar's volume");
        assertThat(market.fills("third")).isEmpty();
        assertThat(market.reason("third")).isEqualTo("the share of the bar's volume is used up");
        // The second pays for what the first took: 0.5 x 0.02 x sqrt(50,000 / 1,000,000) = 22.36068 bp, plus 2 bp.
        assertThat(market.fills("second").get(0).price()).isEqualTo(Price.parse("100.2436068"));
        assertThat(market.venue.openOrders()).isEmpty();
    }

    @Test
    void shouldTakeWholeSharesOnlyFromAThinBar() {
        market.submitForTuesday("o", Side.BUY, 100, null);
        market.openWith(bar(TUESDAY, 100, 100, 59, false));

        // 5 % of 59 is 2.95.
        assertThat(market.fills("o").get(0).quantity()).isEqualTo(Quantity.ofShares(2));
    }

    @ParameterizedTest
    @CsvSource({"BUY, 100.12, true", "BUY, 100.11, false", "SELL, 99.88, true", "SELL, 99.89, false"})
    void shouldFillNothingBeyondTheLimit(Side side, String limit, boolean filled) {
        market.submitForTuesday("o", side, 10_000, limit);
        market.openWith(bar(TUESDAY, 100));

        assertThat(market.fills("o")).hasSize(filled ? 1 : 0);
        if (!filled) {
            assertThat(market.reason("o")).startsWith("limit not reached at the opening");
        }
    }

    @Test
    void shouldAcceptFirstAndNumberExecutionsOnce() {
        market.submitForTuesday("a", Side.BUY, 10, null);
        market.submitForTuesday("b", Side.BUY, 10, null);
        market.openWith(bar(TUESDAY, 100));

        assertThat(market.reports("a").get(0)).isInstanceOf(VenueReport.Accepted.class);
        assertThat(market.fills("a").get(0).execId())
                .isNotEqualTo(market.fills("b").get(0).execId());
        assertThat(market.fills("a").get(0).execId().value()).startsWith("S-");
    }

    @Test
    void shouldCancelWhenHaltedAtTheOpening() {
        market.submitForTuesday("o", Side.BUY, 10, null);
        market.halt(true, close(MONDAY));
        market.openWith(bar(TUESDAY, 100));

        assertThat(market.fills("o")).isEmpty();
        assertThat(market.reason("o")).isEqualTo("trading is halted at the opening");
    }

    @Test
    void shouldCancelWithoutABarAndOnASuspectOne() {
        market.submitForTuesday("none", Side.BUY, 10, null);
        market.venue.advanceTo(open(TUESDAY));
        assertThat(market.reason("none")).isEqualTo("no bar in this instrument at the opening");

        market.venue.submit(order("suspect", Side.BUY, 10, null, TimeInForce.AT_THE_OPENING, close(TUESDAY)));
        market.openWith(bar(WEDNESDAY, 100, 100, 1_000_000, true));
        assertThat(market.reason("suspect")).isEqualTo("the bar of 2024-03-06 is suspect");
        assertThat(market.reports).noneMatch(VenueReport.Filled.class::isInstance);
    }

    @Test
    void shouldCancelWorkingOrdersOnASplitButNotOnADividend() {
        market.submitForTuesday("o", Side.BUY, 10, null);
        market.venue.onMarket(action(1, 1));
        assertThat(market.venue.openOrders()).hasSize(1);

        market.venue.onMarket(action(2, 1));
        assertThat(market.reason("o")).isEqualTo("split 2/1 on 2024-03-05");
        market.openWith(bar(TUESDAY, 50));
        assertThat(market.fills("o")).isEmpty();
    }

    private static CorporateAction action(long numerator, long denominator) {
        return new CorporateAction(AAA, TUESDAY, numerator, denominator, Price.of(1), open(TUESDAY), open(TUESDAY) - 1);
    }

    @Test
    void shouldLetADayOrderTakePartInTheOpeningAndExpireAtTheClose() {
        market.venue.submit(order("o", Side.BUY, 60_000, null, TimeInForce.DAY, close(MONDAY)));
        market.openWith(bar(TUESDAY, 100));
        assertThat(market.fills("o").get(0).quantity()).isEqualTo(Quantity.ofShares(50_000));
        assertThat(market.venue.openOrders()).hasSize(1);

        market.venue.advanceTo(close(TUESDAY));
        assertThat(market.reason("o")).isEqualTo("expired at the close");
    }

    /** The bar is handed over before or after the order; the order comes at the open, just after it, or at the close. */
    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false", "3600000000000, true", "23400000000000, false"})
    void shouldNeverFillFromABarThatHadOpenedWhenTheOrderCame(long afterOpenNanos, boolean barFirst) {
        market.venue.advanceTo(close(MONDAY));
        if (barFirst) {
            market.venue.onMarket(bar(TUESDAY, 100));
        }
        market.venue.submit(order("o", Side.BUY, 10, null, TimeInForce.AT_THE_OPENING, open(TUESDAY) + afterOpenNanos));
        if (!barFirst) {
            market.venue.onMarket(bar(TUESDAY, 100));
        }
        market.venue.advanceTo(close(TUESDAY));
        assertThat(market.fills("o")).isEmpty();

        market.openWith(bar(WEDNESDAY, 200));
        assertThat(market.fills("o").get(0).eventTimeNanos()).isEqualTo(open(WEDNESDAY));
        assertThat(market.fills("o").get(0).price().toDouble()).isGreaterThan(200);
    }

    @Test
    void shouldTakeTheVenuesOwnTimeWhenAnOrderClaimsToBeOlder() {
        market.openWith(bar(TUESDAY, 100));
        market.venue.submit(order("o", Side.BUY, 10, null, TimeInForce.AT_THE_OPENING, close(MONDAY)));
        market.venue.onMarket(bar(TUESDAY, 100));
        market.venue.advanceTo(close(TUESDAY));

        assertThat(market.fills("o")).isEmpty();
        assertThat(market.venue.openOrders()).hasSize(1);
    }

    @Test
    void shouldFillNothingFromABarThatComesAfterItsOpening() {
        market.submitForTuesday("o", Side.BUY, 10, null);
        market.venue.advanceTo(open(TUESDAY));
        market.venue.onMarket(bar(TUESDAY, 100));
        market.venue.advanceTo(close(TUESDAY));

        assertThat(market.fills("o")).isEmpty();
    }

    /** Five alternating log returns of r = ln(101/100) have a sample deviation of r x sqrt(1.2) = 0.01090004. */
    @Test
    void shouldTakeImpactFromItsOwnTrailingVolatility() {
        List<LocalDate> days = TradingCalendar.nyse().tradingDays(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 9));
        for (int i = 0; i < days.size(); i++) {
            market.openWith(bar(days.get(i), 100, 100 + i % 2, 1_000_000, false));
        }
        market.submitForTuesday("o", Side.BUY, 10_000, null);
        market.openWith(bar(TUESDAY, 100));

        // 0.5 x 0.01090004 x 0.1 = 5.45002 bp, plus 2 bp.
        assertThat(market.fills("o").get(0).price().toDouble()).isCloseTo(100.0745002, within(1e-7));
    }

    @Test
    void shouldFillEveryOrderOnlyAtALaterOpeningAndTwiceTheSame() {
        VenueFixture one = randomRun(7);
        VenueFixture two = randomRun(7);

        assertThat(one.reports).isEqualTo(two.reports);
        assertThat(one.reports.stream().filter(VenueReport.Filled.class::isInstance))
                .hasSizeGreaterThan(100);
        assertThat(randomRun(8).reports).isNotEqualTo(one.reports);
    }

    /** 60 days, ten orders a day at random instants; each day opens at a price of its own, so a fill betrays its bar. */
    private static VenueFixture randomRun(long seed) {
        VenueFixture run = new VenueFixture();
        Random random = new Random(seed);
        Map<String, Long> decided = new HashMap<>();
        List<LocalDate> days = TradingCalendar.nyse().tradingDays(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 3, 28));
        for (int day = 1; day < days.size(); day++) {
            long from = open(days.get(day - 1));
            long to = open(days.get(day));
            for (int i = 0; i < 10; i++) {
                long time = from + (long) (random.nextDouble() * (to - from));
                String id = "o-" + day + "-" + i;
                decided.put(id, time);
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                run.venue.submit(order(id, side, 1 + random.nextInt(20_000), null, TimeInForce.AT_THE_OPENING, time));
            }
            run.openWith(bar(days.get(day), 100 * day, 100, 1_000_000, false));
        }
        for (Fill fill : run.venue.fillsSince(0)) {
            int day = Math.toIntExact(Math.round(fill.price().toDouble() / 100));
            assertThat(fill.eventTimeNanos()).isEqualTo(open(days.get(day)));
            assertThat(decided.get(fill.orderId().value())).isLessThan(fill.eventTimeNanos());
        }
        return run;
    }
}
