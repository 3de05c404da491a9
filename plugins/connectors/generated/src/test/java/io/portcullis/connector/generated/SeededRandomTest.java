package io.portcullis.connector.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static final int DRAWS = 200_000;

    /** The first outputs of xoshiro256++ from the state 1, 2, 3, 4, as its authors' reference code prints them. */
    @Test
    void shouldGiveThePublishedSequence() {
        SeededRandom random = new SeededRandom(1, 2, 3, 4);
        List<String> published = List.of(
                "41943041",
                "58720359",
                "3588806011781223",
                "3591011842654386",
                "9228616714210784205",
                "9973669472204895162");
        for (String expected : published) {
            assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(expected);
        }
    }

    @Test
    void shouldGiveEachStreamItsOwnSequence() {
        assertThat(new SeededRandom(7, 1).nextLong()).isEqualTo(new SeededRandom(7, 1).nextLong());
        assertThat(new SeededRandom(7, 1).nextLong()).isNotEqualTo(new SeededRandom(7, 2).nextLong());
        assertThat(new SeededRandom(7, 1).nextLong()).isNotEqualTo(new SeededRandom(8, 1).nextLong());
    }

    @Test
    void shouldStayAboveZeroAndWithinItsBound() {
        SeededRandom random = new SeededRandom(7, 1);
        int[] seen = new int[6];
        for (int i = 0; i < DRAWS; i++) {
            assertThat(random.uniform()).isGreaterThan(0).isLessThanOrEqualTo(1);
            seen[random.below(6)]++;
        }
        for (int count : seen) {
            assertThat(count / (double) DRAWS).isCloseTo(1 / 6.0, within(0.005));
        }
    }

    @Test
    void shouldHaveTheMomentsOfItsDistributions() {
        SeededRandom random = new SeededRandom(7, 1);
        double[] normal = moments(random::normal);
        assertThat(normal[0]).isCloseTo(0, within(0.01));
        assertThat(normal[1]).isCloseTo(1, within(0.02));
        assertThat(normal[2]).isCloseTo(3, within(0.1));
        double[] fatTailed = moments(random::fatTailed);
        assertThat(fatTailed[0]).isCloseTo(0, within(0.01));
        assertThat(fatTailed[1]).isCloseTo(1, within(0.05));
        // Student's t with five degrees of freedom has kurtosis 9; samples of it fall short and scatter.
        assertThat(fatTailed[2]).isGreaterThan(5);
    }

    private static double[] moments(DoubleSupplier draw) {
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = draw.getAsDouble();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
        }
        double variance = squares / DRAWS;
        return new double[] {sum / DRAWS, variance, fourths / DRAWS / (variance * variance)};
    }
}
