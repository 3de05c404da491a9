package io.portcullis.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionClockTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long BEGIN = 1_700_000_000L * SECOND;

    private final Alerts alerts = new Alerts();
    private long wall = BEGIN;
    private long monotonic = 17;
    private final SessionClock clock = new SessionClock(() -> wall, () -> monotonic, alerts);

    private void pass(long nanos) {
        wall += nanos;
        monotonic += nanos;
    }

    @Test
    void shouldBeginWithTheWallClock() {
        assertThat(clock.getAsLong()).isEqualTo(BEGIN);
        pass(3 * SECOND);
        assertThat(clock.getAsLong()).isEqualTo(BEGIN + 3 * SECOND);
    }

    @Test
    void shouldNotFollowAJumpAndSaySo() {
        wall += 3_600 * SECOND;
        clock.check();
        pass(SECOND);
        assertThat(clock.getAsLong()).isEqualTo(BEGIN + SECOND);
        assertThat(alerts.active().get("clock")).startsWith("the wall clock is 3600.0 s ahead of the session's time");
        wall -= 7_200 * SECOND;
        clock.check();
        pass(SECOND);
        assertThat(clock.getAsLong()).isEqualTo(BEGIN + 2 * SECOND);
        assertThat(alerts.active().get("clock")).startsWith("the wall clock is 3600.0 s behind");
        wall += 3_600 * SECOND;
        clock.check();
        assertThat(alerts.active()).isEmpty();
        assertThat(alerts.raised()).isEqualTo(1);
    }

    @Test
    void shouldMakeGoodSmallDifferencesAtFiveHundredPartsInAMillion() {
        wall += SECOND / 100;
        pass(SECOND);
        clock.check();
        assertThat(clock.getAsLong()).isEqualTo(BEGIN + SECOND + SECOND / 2_000);
        for (int second = 0; second < 30; second++) {
            pass(SECOND);
            clock.check();
        }
        assertThat(clock.getAsLong()).isEqualTo(wall);
        assertThat(alerts.active()).isEmpty();
    }

    @Test
    void shouldGoOnFromTheLastRecordedTimeWhenTheWallClockIsBehindIt() {
        clock.notBefore(BEGIN + 100 * SECOND);
        pass(SECOND);
        assertThat(clock.getAsLong()).isEqualTo(BEGIN + 101 * SECOND);
        clock.check();
        assertThat(alerts.active()).containsKey("clock");
    }

    @Test
    void shouldNeverGoBackwardsNorFasterThanItMaySlewWhateverTheWallClockDoes() {
        long seed = 20261125;
        Random random = new Random(seed);
        long before = clock.getAsLong();
        for (int i = 0; i < 100_000; i++) {
            long step = random.nextInt(200_000_000);
            pass(step);
            wall += random.nextInt(10) == 0 ? random.nextInt(2_000_000_000) - 1_000_000_000L : 0;
            if (random.nextInt(5) == 0) {
                clock.check();
            }
            long now = clock.getAsLong();
            assertThat(now).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(before);
            before = now;
        }
        assertThat(Math.abs(before - BEGIN - (monotonic - 17)))
                .as("seed %d: no more than 500 parts in a million of the time that passed", seed)
                .isLessThanOrEqualTo((monotonic - 17) / 2_000 + 1);
    }
}
