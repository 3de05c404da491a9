package io.portcullis.venue.simulated;

import static io.portcullis.venue.simulated.VenueFixture.AAA;
import static io.portcullis.venue.simulated.VenueFixture.MILLI;
import static io.portcullis.venue.simulated.VenueFixture.TUESDAY;
import static io.portcullis.venue.simulated.VenueFixture.WEDNESDAY;
import static io.portcullis.venue.simulated.VenueFixture.bar;
import static io.portcullis.venue.simulated.VenueFixture.close;
import static io.portcullis.venue.simulated.VenueFixture.open;
import static io.portcullis.venue.simulated.VenueFixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.market.Quote;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.VenueListener;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders meet quotes: latency, shown size, resting, halts, expiry; and what the venue answers when asked. */
class QuotesTest {
    private static final long NOON = open(TUESDAY) + 9_000_000 * MILLI;

    private final VenueFixture market = new VenueFixture();

    @BeforeEach
    void quoteAtNoon() {
        market.venue.advanceTo(NOON);
        market.quote("99.98", 300, "100.02", 500, NOON);
    }

    private void submit(String id, Side side, long shares, String limit, TimeInForce timeInForce) {
        market.venue.submit(order(id, side, shares, limit, timeInForce, NOON));
    }

    private void pass(long millis) {
        market.venue.advanceTo(NOON + millis * MILLI);
    }

    @Test
    void shouldTakeTheFarSideAfterTheLatency() {
        submit("buy", Side.BUY, 100, null, TimeInForce.DAY);
        submit("sell", Side.SELL, 100, "99.90", TimeInForce.IMMEDIATE_OR_CANCEL);
        pass(1);
        assertThat(market.fills("buy")).isEmpty();
        pass(2);
        assertThat(market.fills("buy").get(0).price()).isEqualTo(Price.parse("100.02"));
        assertThat(market.fills("sell").get(0).price()).isEqualTo(Price.parse("99.98"));
        assertThat(market.fills("sell").get(0).eventTimeNanos()).isEqualTo(NOON + 2 * MILLI);
    }

    @Test
    void shouldFillNoMoreThanIsShownAndCancelTheRestOfAnImmediateOrder() {
        submit("first", Side.BUY, 400, null, TimeInForce.IMMEDIATE_OR_CANCEL);
        submit("second", Side.BUY, 400, null, TimeInForce.IMMEDIATE_OR_CANCEL);
        pass(5);
        assertThat(market.fills("first").get(0).quantity()).isEqualTo(Quantity.ofShares(400));
        assertThat(market.fills("second").get(0).quantity()).isEqualTo(Quantity.ofShares(100));
        assertThat(market.reason("second")).isEqualTo("no more size is shown");
    }

    @Test
    void shouldRestAndTradeAtItsOwnLimitOnceTheQuoteCrosses() {
        submit("o", Side.BUY, 700, "100.00", TimeInForce.DAY);
        pass(5);
        market.quote("99.97", 300, "100.01", 500, NOON + 6 * MILLI);
        assertThat(market.fills("o")).isEmpty();
        market.quote("99.90", 300, "99.95", 500, NOON + 7 * MILLI);
        assertThat(market.fills("o").get(0).price()).isEqualTo(Price.parse("100.00"));
        assertThat(market.fills("o").get(0).quantity()).isEqualTo(Quantity.ofShares(500));
        market.quote("99.90", 300, "99.95", 500, NOON + 8 * MILLI);
        assertThat(market.venue.openOrders()).isEmpty();
        assertThat(market.fills("o")).hasSize(2);
    }

    @Test
    void shouldCancelAnImmediateOrderThatIsNotMarketable() {
        submit("o", Side.BUY, 10, "100.01", TimeInForce.IMMEDIATE_OR_CANCEL);
        pass(5);
        assertThat(market.reason("o")).isEqualTo("limit not reached: 100.02 against 100.01");
    }

    @Test
    void shouldNotTradeThroughAHalt() {
        market.halt(true, NOON);
        submit("now", Side.BUY, 10, null, TimeInForce.IMMEDIATE_OR_CANCEL);
        submit("day", Side.BUY, 10, "101", TimeInForce.DAY);
        pass(5);
        market.quote("99.98", 300, "100.02", 500, NOON + 6 * MILLI);
        assertThat(market.reason("now")).isEqualTo("trading is halted");
        assertThat(market.fills("day")).isEmpty();

        market.halt(false, NOON + 7 * MILLI);
        market.quote("99.98", 300, "100.02", 500, NOON + 8 * MILLI);
        assertThat(market.fills("day")).hasSize(1);
    }

    @Test
    void shouldExpireDayOrdersAtTheClose() {
        submit("o", Side.BUY, 10, "90", TimeInForce.DAY);
        market.venue.advanceTo(close(TUESDAY) - 1);
        assertThat(market.venue.openOrders()).containsExactly(ClientOrderId.of("o"));
        market.venue.advanceTo(close(TUESDAY));
        assertThat(market.reason("o")).isEqualTo("expired at the close");
    }

    @Test
    void shouldOpenFromTheQuoteWhereNoBarIsHandedOver() {
        submit("o", Side.BUY, 600, null, TimeInForce.AT_THE_OPENING);
        market.venue.advanceTo(open(WEDNESDAY) - 1);
        assertThat(market.fills("o")).isEmpty();
        market.venue.advanceTo(open(WEDNESDAY));
        assertThat(market.fills("o").get(0).quantity()).isEqualTo(Quantity.ofShares(500));
        assertThat(market.reason("o")).isEqualTo("no more size is shown");
    }

    @Test
    void shouldTakeTheHalfSpreadOfAnOpeningFromTheQuote() {
        submit("o", Side.BUY, 10_000, null, TimeInForce.AT_THE_OPENING);
        market.openWith(bar(WEDNESDAY, 100));
        // Quote 99.98 to 100.02: half spread 2 bp of 100, as the default; a wider one costs more.
        assertThat(market.fills("o").get(0).price()).isEqualTo(Price.parse("100.12"));

        market.quote("99", 300, "101", 500, open(WEDNESDAY));
        market.venue.submit(order("p", Side.BUY, 10_000, null, TimeInForce.AT_THE_OPENING, open(WEDNESDAY)));
        market.openWith(bar(WEDNESDAY.plusDays(1), 100));
        assertThat(market.fills("p").get(0).price()).isEqualTo(Price.parse("101.1"));
    }

    @Test
    void shouldExecuteSomeOrdersInPiecesThatAddUp() {
        VenueFixture pieces = new VenueFixture(VenueFixture.settings(1));
        pieces.venue.advanceTo(NOON);
        for (int i = 1; i <= 40; i++) {
            pieces.quote("99.98", 300, "100.02", 500, NOON);
            pieces.venue.submit(order("o-" + i, Side.BUY, i, null, TimeInForce.DAY, NOON));
            pieces.venue.advanceTo(NOON + i * 10 * MILLI);
            long filled = pieces.fills("o-" + i).stream()
                    .mapToLong(fill -> fill.quantity().raw() / Quantity.ONE)
                    .sum();
            assertThat(filled).isEqualTo(i);
            assertThat(pieces.fills("o-" + i)).hasSizeBetween(i == 1 ? 1 : 2, 3);
        }
    }

    @Test
    void shouldRejectAnIdThatItHasSeenAndKeepTheFirst() {
        submit("o", Side.BUY, 10, "90", TimeInForce.DAY);
        submit("o", Side.BUY, 10, "90", TimeInForce.DAY);
        VenueReport refused = market.reports("o").get(1);
        assertThat(((VenueReport.Rejected) refused).reason()).isEqualTo("duplicate client order id");
        assertThat(market.query("o")).isInstanceOf(VenueReport.Accepted.class);
        assertThat(market.venue.openOrders()).hasSize(1);
    }

    @Test
    void shouldRejectWhatItCannotTrade() {
        market.venue.submit(new NewOrder(
                ClientOrderId.of("half"),
                VenueFixture.AAA,
                Side.BUY,
                Quantity.parse("1.5"),
                OrderType.MARKET,
                null,
                TimeInForce.DAY,
                false,
                NOON));
        market.venue.submit(new NewOrder(
                ClientOrderId.of("nolimit"),
                VenueFixture.AAA,
                Side.BUY,
                Quantity.ofShares(1),
                OrderType.LIMIT,
                null,
                TimeInForce.DAY,
                false,
                NOON));
        assertThat(market.reason("half")).isEqualTo("quantity must be whole shares above zero, got 1.5");
        assertThat(market.reason("nolimit")).startsWith("a limit order needs a limit");
        assertThat(new VenueFixture().reports).isEmpty();
    }

    @Test
    void shouldRejectOrdersFromBeforeTheFeesBegin() {
        VenueFixture early = new VenueFixture();
        early.venue.submit(order("o", Side.BUY, 1, null, TimeInForce.DAY, open(LocalDate.of(2005, 12, 1))));
        assertThat(early.reason("o")).isEqualTo("no trading calendar or fees for 2005-12-01");
    }

    @Test
    void shouldCancelOnceAndSayWhenItIsTooLate() {
        submit("o", Side.BUY, 10, "90", TimeInForce.DAY);
        market.cancel("o", NOON);
        market.cancel("o", NOON);
        market.cancel("nobody", NOON);
        assertThat(market.reports("o").get(1)).isInstanceOf(VenueReport.Canceled.class);
        assertThat(market.reports("o").get(2)).isInstanceOf(VenueReport.CancelRejected.class);
        assertThat(market.reports("nobody").get(0)).isInstanceOf(VenueReport.CancelRejected.class);
        assertThat(market.query("o")).isInstanceOf(VenueReport.Canceled.class);
        pass(10);
        assertThat(market.fills("o")).isEmpty();
    }

    @Test
    void shouldAnswerFromItsOwnBooks() {
        submit("a", Side.BUY, 10, null, TimeInForce.DAY);
        pass(5);
        submit("b", Side.BUY, 10, null, TimeInForce.DAY);
        pass(20);
        Fill a = market.fills("a").get(0);
        Fill b = market.fills("b").get(0);
        assertThat(market.venue.fillsSince(0)).containsExactly(a, b);
        assertThat(market.venue.fillsSince(b.eventTimeNanos())).containsExactly(b);
        assertThat(market.venue.fillsSince(b.eventTimeNanos() + 1)).isEmpty();
        assertThat(market.query("a")).isEqualTo(new VenueReport.Filled(a));
        assertThat(market.query("never")).isInstanceOf(VenueReport.Unknown.class);
    }

    @Test
    void shouldFinishWhatItDoesBeforeAListenerCanAnswer() {
        List<VenueReport> told = new ArrayList<>();
        SimulatedVenue venue = new SimulatedVenue(VenueFixture.settings(1));
        venue.open(new VenueListener() {
            @Override
            public void onReport(VenueReport report) {
                told.add(report);
                if (report instanceof VenueReport.Filled && told.size() == 2) {
                    venue.cancel(new CancelOrder(report.orderId(), NOON));
                    venue.submit(order("answer", Side.BUY, 1, null, TimeInForce.DAY, NOON));
                }
            }

            @Override
            public void onLink(boolean up) {
                assertThat(up).isTrue();
            }
        });
        venue.advanceTo(NOON);
        venue.onMarket(
                new Quote(AAA, Price.of(99), Quantity.ofShares(9), Price.of(101), Quantity.ofShares(9), NOON, NOON));
        venue.submit(order("o", Side.BUY, 9, null, TimeInForce.DAY, NOON));
        venue.advanceTo(NOON + 2 * MILLI);

        // Accepted, two or three pieces of the whole, and only then the answers to the first piece: too late, and
        // accepted.
        assertThat(venue.fillsSince(0)).hasSizeBetween(2, 3);
        assertThat(told.subList(told.size() - 2, told.size()))
                .hasExactlyElementsOfTypes(VenueReport.CancelRejected.class, VenueReport.Accepted.class);
    }

    @Test
    void shouldNumberExecutionsAnewAfterARestart() {
        submit("o", Side.BUY, 10, null, TimeInForce.DAY);
        pass(5);
        VenueFixture restarted = new VenueFixture();
        restarted.venue.advanceTo(NOON + 1_000 * MILLI);
        restarted.quote("99.98", 300, "100.02", 500, NOON);
        restarted.venue.submit(order("o", Side.BUY, 10, null, TimeInForce.DAY, NOON));
        restarted.venue.advanceTo(NOON + 2_000 * MILLI);
        assertThat(restarted.fills("o").get(0).execId())
                .isNotEqualTo(market.fills("o").get(0).execId());
    }
}
