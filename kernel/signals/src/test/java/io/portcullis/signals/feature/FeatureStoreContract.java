package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.testkit.Frames;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every feature store does. */
abstract class FeatureStoreContract {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final long SEED = 8;

    private FeatureStore store;

    /** An empty store. */
    abstract FeatureStore open(Retention retention);

    private FeatureStore keeping(int versions) {
        store = open(Retention.unlimited(versions));
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private void put(long time, double value) {
        store.put(Frames.of("pe").row("AAA", "none", value).at(time));
    }

    @Test
    void shouldShowAValueFromTheTimeItIsKnownOn() {
        keeping(3);
        put(100, 15);
        put(200, 18);
        assertThat(store.asOf(AAA, "pe", 99)).isNaN();
        assertThat(store.read(AAA, "pe", 99)).isEqualTo(FeatureReading.NONE);
        assertThat(store.asOf(AAA, "pe", 100)).isEqualTo(15);
        assertThat(store.read(AAA, "pe", 199)).isEqualTo(new FeatureReading(15, 100, false));
        assertThat(store.asOf(AAA, "pe", 1000)).isEqualTo(18);
        assertThat(store.asOf(InstrumentId.of("BBB"), "pe", 1000)).isNaN();
        assertThat(store.asOf(AAA, "pb", 1000)).isNaN();
    }

    @Test
    void shouldPutAValueThatComesLateInItsPlace() {
        keeping(3);
        put(200, 18);
        put(100, 15);
        put(100, 16);
        assertThat(store.asOf(AAA, "pe", 150)).isEqualTo(16);
        assertThat(store.asOf(AAA, "pe", 250)).isEqualTo(18);
    }

    @Test
    void shouldNotTakeWhatItForgotForWhatNeverWas() {
        keeping(3);
        for (int time = 1; time <= 5; time++) {
            put(time, time);
        }
        assertThat(store.asOf(AAA, "pe", 3)).isEqualTo(3);
        assertThatThrownBy(() -> store.asOf(AAA, "pe", 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pe of AAA")
                .hasMessageContaining("raise the number of versions");
        put(0, 0);
        assertThat(store.asOf(AAA, "pe", 4)).isEqualTo(4);
        put(4, 44);
        assertThat(store.asOf(AAA, "pe", 4)).isEqualTo(44);
    }

    @Test
    void shouldKnowThatAValueIsNotKnownAnyMore() {
        keeping(3);
        put(10, 7);
        put(20, Double.NaN);
        assertThat(store.asOf(AAA, "pe", 19)).isEqualTo(7);
        assertThat(store.asOf(AAA, "pe", 20)).isNaN();
        assertThat(store.read(AAA, "pe", 20).isKnown()).isTrue();
    }

    @Test
    void shouldFlagWhatIsStaleAndNotShowWhatHasExpired() {
        store = open(new Retention(4, 10_000_000L, 60_000_000_000L));
        put(1_000, 7);
        assertThat(store.read(AAA, "pe", 1_000 + 9_999_999L)).isEqualTo(new FeatureReading(7, 1_000, false));
        assertThat(store.read(AAA, "pe", 1_000 + 10_000_000L)).isEqualTo(new FeatureReading(7, 1_000, true));
        assertThat(store.read(AAA, "pe", 999 + 60_000_000_000L)).isEqualTo(new FeatureReading(7, 1_000, true));
        assertThat(store.read(AAA, "pe", 1_000 + 60_000_000_000L)).isEqualTo(FeatureReading.NONE);
    }

    @Test
    void shouldKeepEveryBitAndTimesBefore1970() {
        keeping(9);
        double[] values = {-0.0, Double.MIN_VALUE, Math.PI, Double.MAX_VALUE, Double.NEGATIVE_INFINITY};
        long[] times = {Long.MIN_VALUE, -1, 0, 1_448_888_888_888_888_889L, Long.MAX_VALUE - 1};
        for (int i = 0; i < values.length; i++) {
            put(times[i], values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(store.asOf(AAA, "pe", times[i])))
                    .isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
        assertThat(store.asOf(AAA, "pe", 1_448_888_888_888_888_888L)).isEqualTo(Math.PI);
    }

    /** Beside a plain sorted map, rows in any order, also such as are dated in the future of the time asked for. */
    @Test
    void shouldNeverShowARowThatWasKnownLater() {
        keeping(400);
        Random random = new Random(SEED);
        TreeMap<Long, Double> expected = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            long time = random.nextInt(1000);
            double value = random.nextGaussian();
            expected.put(time, value);
            put(time, value);
            long asked = random.nextInt(1100) - 50;
            FeatureReading reading = store.read(AAA, "pe", asked);
            Map.Entry<Long, Double> before = expected.floorEntry(asked);
            assertThat(reading)
                    .as("seed %d, row %d, asked for %d", SEED, i, asked)
                    .isEqualTo(
                            before == null
                                    ? FeatureReading.NONE
                                    : new FeatureReading(before.getValue(), before.getKey(), false));
            assertThat(reading.knownTimeNanos()).isLessThanOrEqualTo(asked);
        }
    }

    @Test
    void shouldTakeTheRowsOfAFrame() {
        keeping(2);
        store.put(Frames.of("close", "beta.252d")
                .row("AAA", "none", 10, Double.NaN)
                .row("BBB", "none", 20, 1.5)
                .at(50));
        assertThat(store.asOf(AAA, "close", 50)).isEqualTo(10);
        assertThat(store.asOf(AAA, "beta.252d", 50)).isNaN();
        assertThat(store.asOf(InstrumentId.of("BBB"), "beta.252d", 60)).isEqualTo(1.5);
    }
}
