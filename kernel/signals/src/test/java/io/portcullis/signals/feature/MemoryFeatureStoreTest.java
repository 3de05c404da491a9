package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.testkit.Frames;
import org.junit.jupiter.api.Test;

class MemoryFeatureStoreTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");

    private final FeatureStore store = new MemoryFeatureStore(3);

    @Test
    void shouldShowAValueFromTheTimeItIsKnownOn() {
        store.put(AAA, "pe", 100, 15);
        store.put(AAA, "pe", 200, 18);
        assertThat(store.asOf(AAA, "pe", 99)).isNaN();
        assertThat(store.asOf(AAA, "pe", 100)).isEqualTo(15);
        assertThat(store.asOf(AAA, "pe", 199)).isEqualTo(15);
        assertThat(store.asOf(AAA, "pe", 1000)).isEqualTo(18);
        assertThat(store.asOf(InstrumentId.of("BBB"), "pe", 1000)).isNaN();
    }

    @Test
    void shouldPutAValueThatComesLateInItsPlace() {
        store.put(AAA, "pe", 200, 18);
        store.put(AAA, "pe", 100, 15);
        store.put(AAA, "pe", 100, 16);
        assertThat(store.asOf(AAA, "pe", 150)).isEqualTo(16);
        assertThat(store.asOf(AAA, "pe", 250)).isEqualTo(18);
    }

    @Test
    void shouldNotTakeWhatItForgotForWhatNeverWas() {
        for (int time = 1; time <= 5; time++) {
            store.put(AAA, "pe", time, time);
        }
        assertThat(store.asOf(AAA, "pe", 3)).isEqualTo(3);
        assertThatThrownBy(() -> store.asOf(AAA, "pe", 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pe of AAA is kept from 3 on");
        store.put(AAA, "pe", 0, 0);
        assertThat(store.asOf(AAA, "pe", 4)).isEqualTo(4);
        store.put(AAA, "pe", 4, 44);
        assertThat(store.asOf(AAA, "pe", 4)).isEqualTo(44);
    }

    @Test
    void shouldTakeTheKnownValuesOfAFrame() {
        Features.publish(
                Frames.of("close", "beta.252d")
                        .row("AAA", "none", 10, Double.NaN)
                        .at(50),
                store);
        assertThat(store.asOf(AAA, "close", 50)).isEqualTo(10);
        assertThat(store.asOf(AAA, "beta.252d", 50)).isNaN();
    }
}
