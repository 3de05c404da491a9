package io.portcullis.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    @Property(tries = 20_000)
    void shouldMultiplyLikeBigDecimalOrRefuse(@ForAll long a, @ForAll long b) {
        BigInteger expected = new BigDecimal(a)
                .multiply(new BigDecimal(b))
                .movePointLeft(10)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (expected.bitLength() > 63) {
            assertThatThrownBy(() -> FixedPoint.multiplyScaled(a, b, 10)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(FixedPoint.multiplyScaled(a, b, 10)).isEqualTo(expected.longValueExact());
        }
    }

    @Property(tries = 5_000)
    void shouldRoundHalvesToEven(@ForAll @LongRange(min = -1_000_000, max = 1_000_000) long n) {
        // (2n + 1) * 5e9 / 1e10 lies exactly between two integers
        long half = FixedPoint.multiplyScaled(2 * n + 1, 5_000_000_000L, 10);
        assertThat(half % 2).isZero();
    }

    @Property
    void shouldReadBackWhatItPrints(@ForAll long raw) {
        assertThat(Quantity.parse(new Quantity(raw).toString())).isEqualTo(new Quantity(raw));
    }

    @Test
    void shouldPriceAHundredSharesExactly() {
        Money notional = Price.parse("101.25").times(Quantity.ofShares(100), CurrencyCode.USD);
        assertThat(notional).isEqualTo(Money.parse("10125 USD"));
    }

    @Test
    void shouldRefuseToOverflow() {
        Quantity most = new Quantity(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(new Quantity(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Price(Long.MAX_VALUE).times(most, CurrencyCode.USD))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Price.of(1e12)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        assertThatThrownBy(() -> Price.of(Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Price.parse("1.234567891")).hasMessageContaining("8 decimals");
        assertThatThrownBy(() -> Price.parse("ten")).hasMessageContaining("'ten'");
        assertThatThrownBy(() -> Price.parse("-1")).hasMessageContaining("negative");
    }

    @Test
    void shouldRefuseToMixCurrencies() {
        Money dollars = Money.parse("1 USD");
        Money euros = Money.parse("1 EUR");
        assertThatThrownBy(() -> dollars.plus(euros)).hasMessage("cannot combine USD with EUR");
    }

    @Test
    void shouldSplitHoldingsWithoutRounding() {
        assertThat(Quantity.ofShares(101).timesRatio(3, 2)).isEqualTo(Quantity.parse("151.5"));
        assertThat(Quantity.parse("-151.5").wholeShares()).isEqualTo(Quantity.ofShares(-151));
    }
}
