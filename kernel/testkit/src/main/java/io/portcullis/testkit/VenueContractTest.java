package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.Venue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every venue keeps to, played on three days of daily bars of one instrument. A venue with a market of its own overrides
 * {@link #trade} and {@link #settle}.
 *
 * <p>The days: opened and closed at 100, then opened at 102 and closed at 104, then opened at 103 and closed at 101; a million
 * shares each. Orders are handed over a minute after the first close, for the second day.
 */
public abstract class VenueContractTest {
    /** What is traded. */
    protected static final String INSTRUMENT = "AAA";

    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2024, 3, 4), 3);
    private static final List<Bar> BARS = List.of(
            Bars.of(INSTRUMENT).on(DAYS.get(0)).open(100).close(100).build(),
            Bars.of(INSTRUMENT).on(DAYS.get(1)).open(102).close(104).build(),
            Bars.of(INSTRUMENT).on(DAYS.get(2)).open(103).close(101).build());

    private RecordingVenueListener listener;
    private Venue venue;
    private long nowNanos;

    /** A fresh venue, not yet open; each call a new instance that knows no orders. */
    protected abstract Venue newVenue();

    /** Lets one day's bar happen: known to the simulator before the open, executed at the open, over at the close. */
    protected void trade(Venue target, Bar bar) {
        target.onMarket(bar);
        target.advanceTo(TradingDays.openNanos(bar.session()));
        target.advanceTo(TradingDays.closeNanos(bar.session()));
    }

    /** Lets the venue do what is due up to a time. */
    protected void settle(Venue target, long timeNanos) {
        target.advanceTo(timeNanos);
    }

    /** How long a report may take that comes on another thread. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** Opens the venue and lets the first day pass. */
    @BeforeEach
    public void openVenue() {
        listener = new RecordingVenueListener();
        venue = newVenue();
        venue.open(listener);
        tradeDay(0);
        later();
    }

    /** Closes the venue unless the test has. */
    @AfterEach
    public void closeVenue() {
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    public void shouldAcceptBeforeItFills() {
        submit(opening("o-1", 100));
        tradeDay(1);
        awaitEnd("o-1");
        List<VenueReport> reports = listener.reports("o-1");
        assertThat(reports.get(0)).isInstanceOf(VenueReport.Accepted.class);
        assertThat(reports.stream().filter(VenueReport.Accepted.class::isInstance))
                .hasSize(1);
        assertThat(filled("o-1")).isEqualTo(Quantity.ofShares(100));
        assertThat(venue.openOrders()).isEmpty();
    }

    @Test
    public void shouldFillWithTheOrdersOwnWords() {
        submit(Orders.sell(INSTRUMENT, 100).limit(90).atTheOpening().id("o-1"));
        tradeDay(1);
        awaitEnd("o-1");
        Fill fill = listener.fills("o-1").get(0);
        assertThat(fill.instrument().value()).isEqualTo(INSTRUMENT);
        assertThat(fill.side()).isEqualTo(Side.SELL);
        assertThat(fill.price().toDouble()).isGreaterThanOrEqualTo(90);
        assertThat(fill.fee().raw()).isGreaterThanOrEqualTo(0);
    }

    @Test
    public void shouldRejectAnIdThatItHasSeen() {
        submit(opening("o-1", 100));
        awaitAny("o-1", VenueReport.Accepted.class);
        submit(opening("o-1", 100));
        awaitAny("o-1", VenueReport.Rejected.class);
        tradeDay(1);
        awaitAny("o-1", VenueReport.Filled.class);
        assertThat(filled("o-1")).isEqualTo(Quantity.ofShares(100));
    }

    @Test
    public void shouldRejectTheCancelOfAnOrderThatItDoesNotKnow() {
        venue.cancel(new VenueCommand.CancelOrder(ClientOrderId.of("nobody"), nowNanos));
        later();
        awaitAny("nobody", VenueReport.CancelRejected.class);
        assertThat(listener.reports("nobody")).hasSize(1);
    }

    @Test
    public void shouldRejectTheCancelOfAnOrderThatIsDone() {
        submit(opening("o-1", 100));
        tradeDay(1);
        awaitEnd("o-1");
        cancel("o-1");
        awaitAny("o-1", VenueReport.CancelRejected.class);
        assertThat(listener.reports("o-1")).noneMatch(VenueReport.Canceled.class::isInstance);
    }

    @Test
    public void shouldCancelAnOrderThatWaits() {
        submit(Orders.buy(INSTRUMENT, 100).limit(1).id("o-1"));
        awaitAny("o-1", VenueReport.Accepted.class);
        assertThat(venue.openOrders()).containsExactly(ClientOrderId.of("o-1"));
        assertThat(venue.query(ClientOrderId.of("o-1"))).isInstanceOf(VenueReport.Accepted.class);
        cancel("o-1");
        awaitAny("o-1", VenueReport.Canceled.class);
        assertThat(venue.openOrders()).isEmpty();
        assertThat(venue.query(ClientOrderId.of("o-1"))).isInstanceOf(VenueReport.Canceled.class);
        tradeDay(1);
        assertThat(listener.fills("o-1")).isEmpty();
    }

    @Test
    public void shouldCancelWhatTheOpeningDoesNotFill() {
        submit(Orders.buy(INSTRUMENT, 100).limit(1).atTheOpening().id("o-1"));
        tradeDay(1);
        awaitAny("o-1", VenueReport.Canceled.class);
        assertThat(listener.fills("o-1")).isEmpty();
        assertThat(venue.openOrders()).isEmpty();
    }

    @Test
    public void shouldNeverFillMoreThanWasOrdered() {
        submit(opening("big", 400_000));
        submit(opening("small", 7));
        tradeDay(1);
        tradeDay(2);
        awaitEnd("big");
        awaitEnd("small");
        assertThat(filled("big").raw())
                .isLessThanOrEqualTo(Quantity.ofShares(400_000).raw());
        assertThat(filled("small").raw())
                .isLessThanOrEqualTo(Quantity.ofShares(7).raw());
    }

    @Test
    public void shouldNotFillInTheBarThatDecided() {
        submit(opening("o-1", 100));
        settle(venue, nowNanos + TimeUnit.HOURS.toNanos(2));
        assertThat(listener.fills("o-1")).isEmpty();
        tradeDay(1);
        awaitEnd("o-1");
        Fill fill = listener.fills("o-1").get(0);
        assertThat(fill.eventTimeNanos()).isGreaterThanOrEqualTo(TradingDays.openNanos(DAYS.get(1)));
        // Nearer to the next open (102) than to the prices of the day that decided (100).
        assertThat(fill.price().toDouble()).isGreaterThan(101);
    }

    @Test
    public void shouldKeepToTheLimit() {
        submit(Orders.buy(INSTRUMENT, 100).limit(101.99).atTheOpening().id("low"));
        submit(opening("high", 100));
        tradeDay(1);
        awaitEnd("low");
        awaitEnd("high");
        assertThat(listener.fills("low")).allMatch(fill -> fill.price().toDouble() <= 101.99);
        assertThat(listener.fills("high"))
                .isNotEmpty()
                .allMatch(fill -> fill.price().toDouble() <= 110);
    }

    @Test
    public void shouldGiveEachExecutionAnIdOfItsOwn() {
        for (int i = 0; i < 20; i++) {
            submit(opening("o-" + i, 10 + i));
        }
        tradeDay(1);
        Set<ExecId> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            awaitEnd("o-" + i);
            listener.fills("o-" + i)
                    .forEach(fill ->
                            assertThat(ids.add(fill.execId())).as("%s", fill).isTrue());
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    public void shouldTellTheSameFillsWhenAsked() {
        submit(opening("o-1", 100));
        submit(opening("o-2", 300));
        tradeDay(1);
        awaitEnd("o-1");
        awaitEnd("o-2");
        List<Fill> told = new ArrayList<>(listener.fills("o-1"));
        told.addAll(listener.fills("o-2"));
        assertThat(venue.fillsSince(0)).containsExactlyInAnyOrderElementsOf(told);
        assertThat(venue.fillsSince(0))
                .isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeNanos(), b.eventTimeNanos()));
        long last = told.stream().mapToLong(Fill::eventTimeNanos).max().orElseThrow();
        assertThat(venue.fillsSince(last)).isNotEmpty();
        assertThat(venue.fillsSince(last + 1)).isEmpty();
    }

    @Test
    public void shouldSayWhatBecameOfAnOrder() {
        assertThat(venue.query(ClientOrderId.of("nobody"))).isInstanceOf(VenueReport.Unknown.class);
        submit(opening("o-1", 100));
        tradeDay(1);
        awaitEnd("o-1");
        VenueReport state = venue.query(ClientOrderId.of("o-1"));
        assertThat(state).isEqualTo(new VenueReport.Filled(last(listener.fills("o-1"))));
    }

    @Test
    public void shouldSayNothingAfterItWasClosed() {
        submit(opening("o-1", 100));
        awaitAny("o-1", VenueReport.Accepted.class);
        Venue closed = venue;
        venue = null;
        closed.close();
        List<VenueReport> before = listener.reports();
        try {
            trade(closed, BARS.get(1));
        } catch (IllegalStateException e) {
            // A closed venue may refuse to go on; all that counts is that it does not report.
        }
        assertThat(listener.reports()).isEqualTo(before);
    }

    /** Hands over an order a moment later. */
    protected final void submit(Orders order) {
        venue.submit(order.at(nowNanos).newOrder());
        later();
    }

    private void cancel(String id) {
        venue.cancel(new VenueCommand.CancelOrder(ClientOrderId.of(id), nowNanos));
        later();
    }

    private static Orders opening(String id, long shares) {
        return Orders.buy(INSTRUMENT, shares).limit(110).atTheOpening().id(id);
    }

    private void tradeDay(int index) {
        trade(venue, BARS.get(index));
        nowNanos = TradingDays.closeNanos(DAYS.get(index));
    }

    private void later() {
        nowNanos += TimeUnit.MINUTES.toNanos(1);
        settle(venue, nowNanos);
    }

    private void awaitAny(String id, Class<? extends VenueReport> kind) {
        ClientOrderId orderId = ClientOrderId.of(id);
        listener.await(
                kind.getSimpleName() + " for " + id,
                patience(),
                reports -> reports.stream()
                        .anyMatch(report -> report.orderId().equals(orderId) && kind.isInstance(report)));
    }

    /** Waits until the order is done: cancelled, or filled and no longer open. */
    private void awaitEnd(String id) {
        ClientOrderId orderId = ClientOrderId.of(id);
        listener.await(
                "end of " + id,
                patience(),
                reports -> !venue.openOrders().contains(orderId)
                        && reports.stream()
                                .filter(report -> report.orderId().equals(orderId))
                                .anyMatch(report -> report instanceof VenueReport.Canceled
                                        || report instanceof VenueReport.Filled));
    }

    private Quantity filled(String id) {
        return listener.fills(id).stream().map(Fill::quantity).reduce(Quantity.ZERO, Quantity::plus);
    }

    private static Fill last(List<Fill> fills) {
        return fills.get(fills.size() - 1);
    }
}
