package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketViewsTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 4);
    private static final long MILLI = 1_000_000L;

    private final Features features = new Features();
    private final MarketViews views = new MarketViews(features);
    private final List<EngineEvent.MarketView> told = new ArrayList<>();
    private long now = 1_000_000 * MILLI;

    @Test
    void shouldTellEachCloseWithVolumeAndVolatility() {
        List<LocalDate> days = TradingDays.from(DAY, 25);
        for (int i = 0; i < 25; i++) {
            on(Bars.of("AAA")
                    .on(days.get(i))
                    .close(i % 2 == 0 ? 100 : 101)
                    .volume(1000)
                    .build());
        }
        assertThat(told).hasSize(25).allMatch(EngineEvent.MarketView::close);
        assertThat(told.get(0).dailyVolatility()).isNaN();
        assertThat(told.get(0).averageDailyVolume()).isEqualTo(Quantity.ZERO);
        EngineEvent.MarketView last = told.get(24);
        assertThat(last.last()).isEqualTo(Price.of(100));
        assertThat(last.bid()).isEqualTo(new Price(0));
        assertThat(last.averageDailyVolume()).isEqualTo(Quantity.ofShares(1000));
        assertThat(last.dailyVolatility()).isBetween(0.0099, 0.0103);
        assertThat(last.timeNanos()).isEqualTo(now);
    }

    @Test
    void shouldTellTheSameCloseAgainBecauseADayPassed() {
        on(Bars.of("AAA").on(DAY).close(100).build());
        on(Bars.of("AAA").on(DAY.plusDays(1)).close(100).build());
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldPassOverASuspectBar() {
        on(Bars.of("AAA").suspect().build());
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellQuotesAtMostEveryTenthOfASecond() {
        on(quote(99, 101));
        now += 60 * MILLI;
        on(quote(100, 102));
        now += 39 * MILLI;
        views.flush(now, told::add);
        assertThat(told).hasSize(1);
        now += MILLI;
        views.flush(now, told::add);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).last()).isEqualTo(Price.of(101));
        assertThat(told.get(1).bid()).isEqualTo(Price.of(100));
        now += 1000 * MILLI;
        views.flush(now, told::add);
        assertThat(told).as("nothing waits any more").hasSize(2);
    }

    @Test
    void shouldNotTellAQuoteThatChangesNothing() {
        on(quote(99, 101));
        now += 500 * MILLI;
        on(quote(99, 101));
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldTellAHaltAtOnce() {
        on(quote(99, 101));
        now += MILLI;
        on(new TradingHalt(AAA, true, now, now));
        assertThat(told).hasSize(2);
        assertThat(told.get(1).halted()).isTrue();
        now += MILLI;
        on(new TradingHalt(AAA, false, now, now));
        assertThat(told.get(2).halted()).isFalse();
    }

    @Test
    void shouldPutThePriceOnNewTermsAtOnceWhenASplitComes() {
        on(quote(99, 101));
        now += MILLI;
        on(new CorporateAction(AAA, DAY, 3, 2, Price.of(1), now, now));
        EngineEvent.MarketView view = told.get(1);
        assertThat(view.last()).isEqualTo(Price.of(66));
        assertThat(view.bid()).isEqualTo(new Price(0));
        assertThat(view.close()).isFalse();
    }

    @Test
    void shouldWaitWithAHaltForTheFirstPrice() {
        on(new TradingHalt(AAA, true, now, now));
        assertThat(told).isEmpty();
        now += MILLI;
        on(quote(99, 101));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).halted()).isTrue();
    }

    @Test
    void shouldRememberAHaltOverARestart() {
        on(quote(99, 101));
        on(new TradingHalt(AAA, true, now, now));
        MarketViews restarted = new MarketViews(features);
        told.forEach(restarted::recall);
        told.clear();
        now += 1000 * MILLI;
        restarted.on(quote(99, 101), now, told::add);
        assertThat(told).as("nothing changed").isEmpty();
        now += 1000 * MILLI;
        restarted.on(quote(100, 101), now, told::add);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).halted()).isTrue();
    }

    private void on(MarketEvent event) {
        features.on(event);
        views.on(event, now, told::add);
    }

    private Quote quote(double bid, double ask) {
        Quantity size = Quantity.ofShares(100);
        return new Quote(AAA, Price.of(bid), size, Price.of(ask), size, now, now);
    }
}
