package io.portcullis.store.evidence;

import static io.portcullis.store.evidence.Day.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

final class RoundTripsTest {
    private final RoundTrips trips = new RoundTrips();

    @Test
    void shouldCountOneTradePerEntryHoweverItIsClosed() {
        trips.on(Day.fill("1", Side.BUY, 100, "10", "1"));
        trips.on(Day.fill("2", Side.SELL, 40, "12", "0.5"));
        trips.on(Day.fill("3", Side.SELL, 60, "11", "0.5"));

        RoundTrips.Summary summary = trips.summary();
        assertThat(summary.trades()).isEqualTo(1);
        assertThat(summary.wins()).isEqualTo(1);
        // 40 * 12 + 60 * 11 - 100 * 10 - 2 in fees, on 1000 put in
        assertThat(summary.pnlRaw()).isEqualTo(138 * Money.ONE);
        assertThat(summary.expectancyBps()).isCloseTo(1_380, within(1e-9));
    }

    @Test
    void shouldCloseTheOldestSharesFirst() {
        trips.on(Day.fill("1", Side.BUY, 100, "10", "0"));
        trips.on(Day.fill("2", Side.BUY, 100, "20", "0"));
        trips.on(Day.fill("3", Side.SELL, 100, "15", "0"));
        trips.mark(ACME, Price.parse("15"));

        RoundTrips.Summary summary = trips.summary();
        assertThat(summary.trades()).isEqualTo(2);
        assertThat(summary.wins()).isEqualTo(1); // the first earned 500, the second is 500 under water
        assertThat(summary.pnlRaw()).isZero();
        assertThat(summary.expectancyBps()).isCloseTo((5_000 - 2_500) / 2.0, within(1e-9));
    }

    @Test
    void shouldNotCallATradeThatOnlyEarnedItsFeesAWin() {
        trips.on(Day.fill("1", Side.BUY, 100, "10", "5"));
        trips.on(Day.fill("2", Side.SELL, 100, "10.1", "5"));

        assertThat(trips.summary().pnlRaw()).isZero();
        assertThat(trips.summary().wins()).isZero();
    }

    @Test
    void shouldTurnALongIntoAShortWithinOneFill() {
        trips.on(Day.fill("1", Side.BUY, 100, "10", "0"));
        trips.on(Day.fill("2", Side.SELL, 150, "12", "3"));
        trips.on(Day.fill("3", Side.BUY, 50, "11", "0"));

        RoundTrips.Summary summary = trips.summary();
        assertThat(summary.trades()).isEqualTo(2);
        assertThat(summary.wins()).isEqualTo(2);
        assertThat(summary.pnlRaw()).isEqualTo((200 + 50 - 3) * Money.ONE);
    }

    @Test
    void shouldKeepValueThroughASplitAndPayTheFractionInCash() {
        trips.on(Day.fill("1", Side.BUY, 5, "30", "0"));
        trips.mark(ACME, Price.parse("30"));
        trips.on(Day.action(3, 2, "0"));
        // 7.5 shares at 20: 7 stay, half a share is paid out
        trips.on(Day.fill("2", Side.SELL, 7, "20", "0"));

        assertThat(trips.summary().trades()).isEqualTo(1);
        assertThat(trips.summary().pnlRaw()).isZero();
    }

    @Test
    void shouldChargeTheDividendToWhoeverIsShort() {
        trips.on(Day.fill("1", Side.SELL, 100, "10", "0"));
        trips.on(Day.action(1, 1, "0.25"));
        trips.on(Day.fill("2", Side.BUY, 100, "10", "0"));

        assertThat(trips.summary().pnlRaw()).isEqualTo(-25 * Money.ONE);
    }

    @Test
    void shouldCountAnExecutionOnceWhenTheVenueRepeatsIt() {
        EngineEvent event = Day.filled(Day.fill("1", Side.BUY, 100, "10", "1"));
        trips.on(96, event);
        trips.on(192, event);
        trips.on(288, Day.closed(Day.DATE, 1, 1));
        trips.on(384, event);

        assertThat(trips.summary().trades()).isEqualTo(1);
        assertThat(trips.summary().pnlRaw()).isEqualTo(-Money.ONE);
    }

    /** The engine's own portfolio is the other opinion: it keeps no lots, only money and one quantity. */
    @Property(tries = 500, seed = "2014")
    void shouldAddUpToWhatHappenedToTheAccountsEquity(@ForAll("steps") List<Step> steps) {
        Portfolio portfolio = new Portfolio(Money.of(10_000_000, Day.USD));
        portfolio.define(ACME, "none");
        RoundTrips folded = new RoundTrips();
        int n = 0;
        for (Step step : steps) {
            if (step.fill() != null) {
                Fill f = step.fill();
                Fill fill = Day.fill(
                        "E" + ++n,
                        f.side(),
                        f.quantity().raw() / 100_000_000L,
                        f.price().toString(),
                        "0");
                fill = new Fill(
                        fill.execId(), fill.orderId(), ACME, f.side(), f.quantity(), f.price(), f.fee(), Day.at(15, 0));
                portfolio.apply(fill);
                folded.on(fill);
            } else if (step.action() != null) {
                EngineEvent.CorporateActionApplied action = step.action();
                portfolio.apply(ACME, action.splitNumerator(), action.splitDenominator(), action.dividend());
                folded.on(action);
            } else {
                portfolio.mark(ACME, step.mark().raw());
                folded.mark(ACME, step.mark());
            }
            assertThat(folded.summary().pnlRaw())
                    .as("after %s", step)
                    .isEqualTo(portfolio.equityRaw() - 10_000_000 * Money.ONE);
        }
    }

    record Step(Fill fill, EngineEvent.CorporateActionApplied action, Price mark) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Price> prices =
                Arbitraries.longs().between(1_00_000_000L, 500_00_000_000L).map(Price::new);
        Arbitrary<Money> fees = Arbitraries.longs().between(0, 5_000_000).map(raw -> new Money(raw, Day.USD));
        Arbitrary<Step> fills = Combinators.combine(
                        Arbitraries.of(Side.class), Arbitraries.integers().between(1, 500), prices, fees)
                .as((side, shares, price, fee) -> {
                    Fill bare = Day.fill("x", side, shares, price.toString(), "0");
                    return new Step(
                            new Fill(
                                    bare.execId(),
                                    bare.orderId(),
                                    ACME,
                                    side,
                                    bare.quantity(),
                                    price,
                                    fee,
                                    bare.eventTimeNanos()),
                            null,
                            null);
                });
        Arbitrary<Step> actions = Combinators.combine(
                        Arbitraries.of(1L, 2L, 3L, 7L, 1_000L),
                        Arbitraries.of(1L, 2L, 3L, 8L, 1_000L),
                        Arbitraries.longs().between(0, 3_00_000_000L))
                .as((numerator, denominator, dividend) ->
                        new Step(null, Day.action(numerator, denominator, new Price(dividend).toString()), null));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, fills),
                        Tuple.of(1, actions),
                        Tuple.of(2, prices.map(price -> new Step(null, null, price))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }
}
