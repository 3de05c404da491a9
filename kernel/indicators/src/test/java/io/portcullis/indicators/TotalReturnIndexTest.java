package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TotalReturnIndexTest {
    /** The data set's own formula: (close * split + dividend) / previous close - 1. */
    @Test
    void shouldReturnWhatAHolderGetsOverASplitAndADividend() {
        TotalReturnIndex index = new TotalReturnIndex();
        assertThat(index.add(700)).isNaN();
        index.action(7, 3.29);
        assertThat(index.add(93.7)).isEqualTo((93.7 * 7 + 3.29) / 700 - 1, within(1e-15));
        assertThat(index.add(93.7)).isZero();
    }

    @Test
    void shouldStandStillOverASplitThatChangesNothing() {
        TotalReturnIndex index = new TotalReturnIndex();
        index.add(100);
        index.action(2, 0);
        assertThat(index.adjustedPrice()).isEqualTo(50);
        index.add(50);
        assertThat(index.level()).isEqualTo(1);
    }

    @Test
    void shouldPayASecondDividendOnTheNewShares() {
        TotalReturnIndex index = new TotalReturnIndex();
        index.add(100);
        index.action(2, 1);
        index.action(1, 0.5);
        // One old share: 1 in cash, then two shares with 0.5 each.
        assertThat(index.adjustedPrice()).isEqualTo(49);
        assertThat(index.returnTo(49)).isZero();
    }

    @Test
    void shouldRefuseASplitThatIsNone() {
        assertThatThrownBy(() -> new TotalReturnIndex().action(0, 0)).hasMessageContaining("split must be positive");
    }

    @Test
    void shouldKnowNoReturnFromAPriceOfZero() {
        assertThat(Returns.simple(0, 5)).isNaN();
        assertThat(Returns.log(5, 0)).isNaN();
        assertThat(Returns.log(100, 110)).isEqualTo(0.09531017980432493, within(1e-16));
        assertThat(Returns.daily(Returns.annualised(0.01))).isEqualTo(0.01, within(1e-17));
    }
}
