package io.portcullis.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Average cost and what was realised: computed by hand, and the sums that must come out whatever happens. */
class PortfolioTest {
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final InstrumentId BOLT = InstrumentId.of("BOLT");
    private static final long CAPITAL = 1_000_000;

    private final Portfolio portfolio = new Portfolio(usd(CAPITAL));
    private int execs;

    @BeforeEach
    void define() {
        portfolio.define(ACME, "Industrials");
        portfolio.define(BOLT, "Energy");
        portfolio.mark(ACME, Price.of(100).raw());
        portfolio.mark(BOLT, Price.of(50).raw());
    }

    @Test
    void shouldAverageWhatIsBoughtAndRealiseWhatIsSold() {
        fill(ACME, Side.BUY, 100, 10, 1);
        fill(ACME, Side.BUY, 100, 12, 1);
        assertThat(cost(ACME)).isEqualTo(2_200);
        assertThat(realised(ACME)).isEqualTo(-2);

        fill(ACME, Side.SELL, 50, 13, 1); // 50 shares that cost 11 each
        assertThat(cost(ACME)).isEqualTo(1_650);
        assertThat(realised(ACME)).isEqualTo(100 - 3);

        fill(ACME, Side.SELL, 150, 10, 0);
        assertThat(cost(ACME)).isZero();
        assertThat(realised(ACME)).isEqualTo(100 - 150 - 3);
    }

    @Test
    void shouldAverageAShortTheOtherWayRound() {
        fill(BOLT, Side.SELL, 100, 50, 0);
        fill(BOLT, Side.SELL, 100, 40, 0);
        assertThat(cost(BOLT)).isEqualTo(-9_000);

        fill(BOLT, Side.BUY, 100, 30, 0);
        assertThat(cost(BOLT)).isEqualTo(-4_500);
        assertThat(realised(BOLT)).isEqualTo(1_500);
    }

    @Test
    void shouldCloseAndOpenInOneFillThatFlips() {
        fill(ACME, Side.BUY, 100, 10, 0);
        fill(ACME, Side.SELL, 150, 14, 0);
        assertThat(realised(ACME)).isEqualTo(400);
        assertThat(cost(ACME)).isEqualTo(-700);
    }

    @Test
    void shouldKeepTheCostOverASplitAndRealiseTheRestThatBecomesMoney() {
        fill(ACME, Side.BUY, 7, 100, 0);
        portfolio.apply(ACME, 3, 2, Price.of(0)); // 10.5 shares at 66.67: half a share becomes money
        assertThat(portfolio.position(ACME).quantityRaw())
                .isEqualTo(Quantity.ofShares(10).raw());
        assertThat(cost(ACME)).isEqualTo(700 - 700 / 10.5 * 0.5, within());
        assertThat(realised(ACME)).isEqualTo(0, within());
    }

    @Test
    void shouldRealiseADividend() {
        fill(ACME, Side.BUY, 10, 100, 0);
        fill(BOLT, Side.SELL, 10, 50, 0);
        portfolio.apply(ACME, 1, 1, Price.of(2));
        portfolio.apply(BOLT, 1, 1, Price.of(1));
        assertThat(realised(ACME)).isEqualTo(20);
        assertThat(realised(BOLT)).isEqualTo(-10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldExplainEveryCentOfEquity(long seed) {
        Random random = new Random(seed);
        long charged = 0;
        for (int i = 0; i < 2_000; i++) {
            InstrumentId instrument = random.nextBoolean() ? ACME : BOLT;
            switch (random.nextInt(12)) {
                case 0 ->
                    portfolio.mark(
                            instrument,
                            Price.of(20 + random.nextInt(9_000) / 100.0).raw());
                case 1 ->
                    portfolio.apply(
                            instrument, 1 + random.nextInt(3), 1 + random.nextInt(3), Price.of(random.nextInt(3)));
                case 2 -> {
                    portfolio.charge(17);
                    charged += 17;
                }
                default ->
                    fill(
                            instrument,
                            random.nextBoolean() ? Side.BUY : Side.SELL,
                            1 + random.nextInt(500) / (random.nextInt(20) == 0 ? 7.0 : 1.0),
                            20 + random.nextInt(9_000) / 100.0,
                            random.nextInt(3));
            }
            long explained = usd(CAPITAL).raw() - charged;
            for (Position position : portfolio.positions()) {
                explained += position.realisedRaw() + position.valueRaw() - position.costRaw();
                if (position.quantityRaw() == 0) {
                    assertThat(position.costRaw())
                            .as("nothing held costs nothing, seed %d step %d", seed, i)
                            .isZero();
                } else {
                    assertThat(Long.signum(position.costRaw()))
                            .as("cost goes with the shares, seed %d step %d", seed, i)
                            .isIn(0, Long.signum(position.quantityRaw()));
                }
            }
            assertThat(portfolio.equityRaw()).as("seed %d step %d", seed, i).isEqualTo(explained);
        }
    }

    private void fill(InstrumentId instrument, Side side, double quantity, double price, double fee) {
        portfolio.apply(new Fill(
                ExecId.of("E" + ++execs),
                ClientOrderId.of("O"),
                instrument,
                side,
                Quantity.of(quantity),
                Price.of(price),
                usd(fee),
                0));
    }

    private double cost(InstrumentId instrument) {
        return portfolio.position(instrument).costRaw() / (double) Money.ONE;
    }

    private double realised(InstrumentId instrument) {
        return portfolio.position(instrument).realisedRaw() / (double) Money.ONE;
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-4);
    }

    private static Money usd(double amount) {
        return Money.of(amount, CurrencyCode.USD);
    }
}
