package io.portcullis.signals.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallTimesTest {
    private final CallTimes times = new CallTimes();

    @Test
    void shouldKnowAPercentileToOnePerCent() {
        Random random = new Random(20261130);
        long[] all = new long[50_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) (1_000_000 * Math.exp(2 * random.nextGaussian()));
            times.add(all[i]);
        }
        Arrays.sort(all);
        double exact = all[(int) (0.99 * all.length) - 1] / 1e3;
        assertThat((double) times.percentileMicros(0.99)).isBetween(exact - 1, 1.011 * exact);
        assertThat(times.longestMicros()).isEqualTo(all[all.length - 1] / 1000);
        assertThat(times.percentileMicros(1)).isEqualTo(times.longestMicros());
    }

    @Test
    void shouldTakeWhateverAClockSays() {
        assertThat(times.percentileMicros(0.99)).isZero();
        times.add(-5);
        times.add(0);
        times.add(Long.MAX_VALUE);
        assertThat(times.percentileMicros(0.5)).isZero();
        assertThat(times.percentileMicros(0.99)).isEqualTo(Long.MAX_VALUE / 1000);
    }
}
