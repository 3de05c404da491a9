package io.portcullis.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The book's exposure to the market, with what is pending, in the direction in which it is worst. */
class BetaTest {
    private static final InstrumentId STEADY = InstrumentId.of("STEADY");
    private static final InstrumentId WILD = InstrumentId.of("WILD");
    private static final InstrumentId[] ALL = {STEADY, WILD};

    private final Portfolio portfolio = new Portfolio(Money.of(1_000_000, CurrencyCode.USD));

    BetaTest() {
        for (InstrumentId each : ALL) {
            portfolio.define(each, "none");
            portfolio.mark(each, Price.of(100).raw());
        }
    }

    private double net(InstrumentId instrument, double shares) {
        return portfolio
                        .betasWith(
                                portfolio.position(instrument),
                                Quantity.of(Math.abs(shares)).raw() * (shares < 0 ? -1 : 1))
                        .net()
                / (double) Money.ONE;
    }

    private double unknown(InstrumentId instrument, double shares) {
        return portfolio
                        .betasWith(
                                portfolio.position(instrument),
                                Quantity.of(shares).raw())
                        .unknown()
                / (double) Money.ONE;
    }

    @Test
    void shouldWeighValuesWithTheirBetas() {
        portfolio.beta(STEADY, 0.5);
        portfolio.beta(WILD, 2);
        assertThat(net(STEADY, 100)).isEqualTo(5_000);
        assertThat(net(WILD, -100)).as("a short sale").isEqualTo(20_000);
        portfolio.reserve(STEADY, Side.BUY, Quantity.of(100).raw());
        assertThat(net(WILD, 0)).as("pending").isEqualTo(5_000);
        assertThat(net(WILD, -100)).as("the buy may not fill").isEqualTo(20_000);
        assertThat(net(WILD, 100)).isEqualTo(25_000);
    }

    @Test
    void shouldFallWithTheMarketWhereBetaIsNegative() {
        portfolio.beta(STEADY, -1);
        portfolio.beta(WILD, 1);
        portfolio.reserve(WILD, Side.SELL, Quantity.of(50).raw());
        assertThat(net(STEADY, 100))
                .as("a buy of what moves against the market adds to a sale")
                .isEqualTo(15_000);
        assertThat(net(STEADY, -20)).isEqualTo(5_000);
    }

    @Test
    void shouldCountApartWhatHasNoBeta() {
        portfolio.beta(STEADY, 1);
        assertThat(unknown(STEADY, 100)).isZero();
        assertThat(unknown(WILD, 100)).isEqualTo(10_000);
        assertThat(net(WILD, 100)).isZero();
        portfolio.beta(WILD, 1e6);
        assertThat(unknown(WILD, 100)).as("a slope that cannot be").isEqualTo(10_000);
        portfolio.beta(WILD, 1);
        portfolio.beta(STEADY, Double.NaN);
        assertThat(unknown(STEADY, 100)).as("it has gone").isEqualTo(10_000);
        assertThat(portfolio.hasBetas()).isTrue();
    }

    /** The sums that run along must be those of a book that is looked at anew. */
    @Test
    void shouldAddUpWhateverComesBetween() {
        Random random = new Random(252);
        for (int i = 0; i < 2_000; i++) {
            InstrumentId each = ALL[random.nextInt(2)];
            Position position = portfolio.position(each);
            switch (random.nextInt(4)) {
                case 0 -> portfolio.beta(each, random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian());
                case 1 -> portfolio.mark(each, Price.of(1 + random.nextInt(300)).raw());
                case 2 ->
                    portfolio.reserve(
                            each,
                            random.nextBoolean() ? Side.BUY : Side.SELL,
                            Quantity.of(1 + random.nextInt(50)).raw());
                default -> {
                    portfolio.release(each, Side.BUY, position.pendingBuyRaw());
                    portfolio.release(each, Side.SELL, position.pendingSellRaw());
                }
            }
            long high = 0;
            long low = 0;
            long unknown = 0;
            for (Position held : portfolio.positions()) {
                high += held.betaHigh(0);
                low += held.betaLow(0);
                unknown += held.betaUnknown(0);
            }
            Portfolio.Betas betas = portfolio.betasWith(position, 0);
            assertThat(betas.net()).isEqualTo(Math.max(Math.abs(high), Math.abs(low)));
            assertThat(betas.unknown()).isEqualTo(unknown);
        }
    }
}
