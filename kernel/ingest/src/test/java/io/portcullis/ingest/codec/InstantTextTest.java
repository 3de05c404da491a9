package io.portcullis.ingest.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static final long SEED = 20_261_201;

    /** Naive twin: the JDK's own, over all years, and again and again within a second, where nothing is made anew. */
    @Test
    void shouldSayWhatInstantSays() {
        Random random = new Random(SEED);
        long second = 0;
        for (int i = 0; i < 200_000; i++) {
            if (random.nextInt(5) == 0) {
                second = random.nextLong() / 1_000_000_000L;
            }
            int[] fractions = {
                0, random.nextInt(1_000) * 1_000_000, random.nextInt(1_000_000) * 1_000, random.nextInt(1_000_000_000)
            };
            Instant instant = Instant.ofEpochSecond(second, fractions[random.nextInt(4)] / (i % 7 == 0 ? 10 : 1));
            long nanos;
            try {
                nanos = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
            } catch (ArithmeticException e) {
                continue; // the last second that 64 bits reach in part
            }
            assertThat(InstantText.of(nanos)).as("seed %d", SEED).isEqualTo(instant.toString());
            assertThat(InstantText.nanos(instant.toString())).isEqualTo(nanos);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-06-30T20:00:00.Z",
                "2015-06-30T20:00:00.5Z",
                "2015-06-30T20:00:00.000000001Z",
                "2015-06-30T20:00:00.10Z",
                "2015-06-30t20:00:00z",
                "2015-06-30T22:00:00+02:00",
                "2015-06-30T24:00:00Z",
                "2016-12-31T23:59:60Z"
            })
    void shouldReadWhatInstantReads(String text) {
        Instant instant = Instant.parse(text);
        for (String before : new String[] {"2015-06-30T20:00:00Z", "2015-06-30T22:00:00Z", text}) {
            InstantText.nanos(before);
            assertThat(InstantText.nanos(text))
                    .isEqualTo(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-06-30T20:00:00",
                "2015-06-30T20:00:00.1234567890Z",
                "2015-06-30T20:00:00.12a4Z",
                "2015-06-30T20:00:00,5Z",
                "2015-06-30T20:00:00Z ",
                "2015-06-30T20:00:0",
                ""
            })
    void shouldRefuseWhatInstantRefuses(String text) {
        InstantText.nanos("2015-06-30T20:00:00Z");
        assertThatThrownBy(() -> InstantText.nanos(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldRefuseYearsThatNanosecondsDoNotReach() {
        assertThatThrownBy(() -> InstantText.nanos("2300-01-01T00:00:00Z")).isInstanceOf(ArithmeticException.class);
    }
}
