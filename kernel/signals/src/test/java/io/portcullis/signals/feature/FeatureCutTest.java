package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept from one frame to the next is never what has changed. */
class FeatureCutTest {
    private static final long SEED = 20_261_201;
    private static final long SECOND = 1_000_000_000L;
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2022, 1, 3), 40);
    private static final List<String> SOME =
            List.of(FeatureNames.VOLATILITY_300S, FeatureNames.CLOSE, FeatureNames.BETA_252D, FeatureNames.RETURN_1D);

    private final Random random = new Random(SEED);

    @Test
    void shouldShowTheSameHoweverOftenItWasAsked() {
        List<MarketEvent> told = new ArrayList<>();
        Features often = new Features();
        FeatureCut cut = new FeatureCut(SOME);
        for (LocalDate day : DAYS) {
            long open = TradingDays.openNanos(day);
            for (int i = 0; i < 60; i++) {
                long now = open + 7 * i * SECOND;
                MarketEvent event = event(now, day);
                told.add(event);
                often.on(event);
                FeatureFrame all = often.everything(now, day);
                FeatureFrame some = cut.of(all);
                if (i % 20 == 0) {
                    Features once = new Features();
                    told.forEach(once::on);
                    String when = "seed " + SEED + ", event " + told.size();
                    assertSame(all, once.everything(now, day), when);
                    assertSame(some, once.frame(now, day, SOME), when);
                }
            }
            MarketEvent close =
                    Bars.of(name()).on(day).close(50 + random.nextInt(50)).build();
            told.add(close);
            often.on(close);
        }
    }

    private static void assertSame(FeatureFrame one, FeatureFrame other, String when) {
        assertThat(one.names()).isEqualTo(other.names());
        assertThat(words(one)).as(when).isEqualTo(words(other));
    }

    /** An unknown value equals an unknown value. */
    private static List<String> words(FeatureFrame frame) {
        return frame.rows().stream()
                .map(row -> row.instrument() + " " + row.sector() + " " + row.tradable() + " "
                        + Arrays.toString(row.values()))
                .toList();
    }

    /** More names as time goes on. */
    private String name() {
        return "N" + (char) ('A' + random.nextInt(8));
    }

    private MarketEvent event(long now, LocalDate day) {
        InstrumentId name = InstrumentId.of(name());
        Price price = Price.of(50 + random.nextInt(50));
        long happened = now - random.nextInt(70) * SECOND;
        return switch (random.nextInt(20)) {
            case 0 -> new CorporateAction(name, day, 2, 1, Price.of(1), now, now);
            case 1 ->
                new InstrumentListing(
                        name,
                        "Sector " + random.nextInt(3),
                        false,
                        List.of(new InstrumentListing.Membership(day, DAYS.get(random.nextInt(DAYS.size())))),
                        now,
                        now);
            case 2, 3, 4, 5, 6 -> new Trade(name, price, Quantity.ofShares(100), "", happened, now);
            default ->
                new Quote(
                        name,
                        random.nextInt(9) == 0 ? Price.of(0) : price,
                        Quantity.ofShares(100),
                        Price.of(price.toDouble() + 0.02),
                        Quantity.ofShares(100),
                        now,
                        now);
        };
    }

    @Test
    void shouldGiveTheVeryRowAgainWhereNothingChanged() {
        Features features = new Features();
        LocalDate day = DAYS.get(0);
        long close = TradingDays.closeNanos(day);
        features.on(Bars.of("AAA").on(day).close(100).build());
        features.on(Bars.of("BBB").on(day).close(100).build());
        FeatureCut daily = new FeatureCut(List.of(FeatureNames.RETURN_1D));
        FeatureFrame all = features.everything(close, day);
        List<FeatureVector> before = daily.of(all).rows();
        features.on(new Trade(
                InstrumentId.of("AAA"), Price.of(101), Quantity.ofShares(100), "", close + SECOND, close + SECOND));
        FeatureFrame next = features.everything(close + SECOND, day);
        assertThat(next.rows().get(0)).isNotSameAs(all.rows().get(0));
        assertThat(next.rows().get(1)).isSameAs(all.rows().get(1));
        List<FeatureVector> after = daily.of(next).rows();
        assertThat(after.get(0)).as("the day's return is no live value").isSameAs(before.get(0));
        assertThat(after.get(1)).isSameAs(before.get(1));
    }
}
