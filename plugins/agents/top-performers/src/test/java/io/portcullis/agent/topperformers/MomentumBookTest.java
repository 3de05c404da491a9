package io.portcullis.agent.topperformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.testkit.Frames;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MomentumBookTest {
    private static final double TARGET = 0.12;

    private final MomentumBook book = new MomentumBook();

    MomentumBookTest() {
        TreeMap<InstrumentId, MomentumBook.Held> raw = new TreeMap<>();
        raw.put(InstrumentId.of("UP1"), new MomentumBook.Held(3, 10));
        raw.put(InstrumentId.of("UP2"), new MomentumBook.Held(1, 10));
        raw.put(InstrumentId.of("DOWN"), new MomentumBook.Held(-5, 10));
        book.rebalance(raw);
    }

    /** 3/4 of 8 %, 1/4 of 4 %, less 1 of -3 %: ten per cent. 125 days at the target and this one, over 126. */
    @Test
    void shouldValueEachBucketAsOneUnitOfMoney() {
        book.recordReturn(day(11, 0.08, 0.04, -0.03).rows());
        assertThat(book.scale(TARGET)).isEqualTo(scaleAfter(0.10), within(1e-12));
    }

    @Test
    void shouldLetANameWithoutANewBarStandStill() {
        book.recordReturn(day(10, 0.08, 0.04, -0.03).rows());
        assertThat(book.scale(TARGET)).isEqualTo(1);
    }

    @Test
    void shouldNeverRaiseWhatACalmPortfolioSays() {
        for (int day = 0; day < MomentumBook.RETURNS; day++) {
            book.recordReturn(day(11, 0.001, 0.001, 0).rows());
        }
        assertThat(book.scale(TARGET)).isEqualTo(1);
    }

    @Test
    void shouldForgetAllWhenASnapshotCannotBeRead() {
        book.recordReturn(day(11, 0.08, 0.04, -0.03).rows());
        assertThatThrownBy(() -> book.restore(new byte[] {0, 0, 0, 7}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 7");
        assertThat(book.side(InstrumentId.of("UP1"))).isZero();
        assertThat(book.scale(TARGET)).isEqualTo(1);
    }

    private static FeatureFrame day(int bars, double up1, double up2, double down) {
        return Frames.of(Candidates.FEATURES.toArray(String[]::new))
                .row("UP1", "Energy", 0, 1, 0.02, 50, 1e8, up1, bars)
                .row("UP2", "Energy", 0, 1, 0.02, 50, 1e8, up2, bars)
                .row("DOWN", "Energy", 0, 1, 0.02, 50, 1e8, down, bars)
                .at(bars);
    }

    private static double scaleAfter(double oneReturn) {
        double target = TARGET * TARGET / 252;
        return TARGET / Math.sqrt((125 * target + oneReturn * oneReturn) / 126 * 252);
    }
}
