package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccumulatorsTest {
    private static final int WINDOW = 20;

    @Test
    void shouldKeepTheLastValuesByAge() {
        RingWindow window = new RingWindow(3);
        assertThat(window.add(1)).isNaN();
        window.add(2);
        window.add(3);
        assertThat(window.add(4)).isEqualTo(1);
        assertThat(new double[] {window.ago(0), window.ago(1), window.ago(2), window.ago(3)})
                .containsExactly(4, 3, 2, Double.NaN);
    }

    @Test
    void shouldAgreeWithTheNaiveMomentsOnEveryWindow() {
        RollingMoments rolling = new RollingMoments(WINDOW);
        double[] values = values(1000, 1);
        for (int i = 0; i < values.length; i++) {
            rolling.add(values[i]);
            if (i < WINDOW - 1) {
                assertThat(rolling.mean()).isNaN();
                assertThat(rolling.sd()).isNaN();
            } else {
                double mean = naiveMean(values, i);
                assertThat(rolling.mean()).isEqualTo(mean, within(1e-9));
                assertThat(rolling.sd())
                        .isEqualTo(Math.sqrt(naiveProduct(values, values, i) / (WINDOW - 1)), within(1e-9));
            }
        }
    }

    @Test
    void shouldNotLearnFromNaN() {
        RollingMoments rolling = new RollingMoments(2);
        rolling.add(1);
        rolling.add(Double.NaN);
        rolling.add(3);
        assertThat(rolling.mean()).isEqualTo(2);
        assertThat(rolling.sd()).isEqualTo(Math.sqrt(2), within(1e-15));
        assertThat(rolling.populationSd()).isEqualTo(1, within(1e-15));
    }

    @Test
    void shouldNotDriftAfterAMillionValuesFarFromZero() {
        RollingMoments rolling = new RollingMoments(WINDOW);
        Random random = new Random(5);
        for (int i = 0; i < 1_000_000; i++) {
            rolling.add(1e6 + random.nextGaussian());
        }
        RollingMoments fresh = new RollingMoments(WINDOW);
        Random again = new Random(5);
        for (int i = 0; i < 1_000_000; i++) {
            double value = 1e6 + again.nextGaussian();
            if (i >= 1_000_000 - WINDOW) {
                fresh.add(value);
            }
        }
        assertThat(rolling.sd()).isEqualTo(fresh.sd(), within(1e-8));
    }

    @Test
    void shouldAgreeWithTheNaiveSlopeOnEveryWindow() {
        RollingBeta rolling = new RollingBeta(WINDOW);
        double[] x = values(600, 2);
        double[] noise = values(600, 3);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 1.3 * x[i] + 0.5 * noise[i] + 7;
            rolling.add(x[i], y[i]);
            if (i < WINDOW - 1) {
                assertThat(rolling.beta()).isNaN();
            } else {
                assertThat(rolling.beta()).isEqualTo(naiveProduct(x, y, i) / naiveProduct(x, x, i), within(1e-9));
            }
        }
    }

    @Test
    void shouldKnowNoSlopeWhereNothingVaries() {
        RollingBeta rolling = new RollingBeta(2);
        rolling.add(0, 1);
        rolling.add(0, 2);
        assertThat(rolling.beta()).isNaN();
    }

    @Test
    void shouldGoOnFromItsWrittenStateWithTheSameBits() throws IOException {
        RollingMoments moments = new RollingMoments(WINDOW);
        RollingBeta beta = new RollingBeta(WINDOW);
        TotalReturnIndex index = new TotalReturnIndex();
        Ewma ewma = Ewma.ofHalfLife(5);
        double[] values = values(100, 4);
        for (int i = 0; i < 55; i++) {
            feed(moments, beta, index, ewma, values[i]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        moments.writeTo(out);
        beta.writeTo(out);
        index.writeTo(out);
        ewma.writeTo(out);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        RollingMoments moments2 = new RollingMoments(WINDOW);
        moments2.readFrom(in);
        RollingBeta beta2 = new RollingBeta(WINDOW);
        beta2.readFrom(in);
        TotalReturnIndex index2 = new TotalReturnIndex();
        index2.readFrom(in);
        Ewma ewma2 = Ewma.ofHalfLife(5);
        ewma2.readFrom(in);
        for (int i = 55; i < values.length; i++) {
            feed(moments, beta, index, ewma, values[i]);
            feed(moments2, beta2, index2, ewma2, values[i]);
            assertThat(new double[] {moments2.mean(), moments2.sd(), beta2.beta(), index2.level(), ewma2.mean()})
                    .containsExactly(moments.mean(), moments.sd(), beta.beta(), index.level(), ewma.mean());
        }
    }

    @Test
    void shouldRefuseTheStateOfAnotherWindow() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new RollingMoments(10).writeTo(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThatThrownBy(() -> new RollingMoments(20).readFrom(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("window of 20");
    }

    @Test
    void shouldForgetHalfInAHalfLife() {
        Ewma ewma = Ewma.ofHalfLife(3);
        ewma.add(1);
        ewma.add(0);
        ewma.add(0);
        assertThat(ewma.add(0)).isEqualTo(0.5, within(1e-15));
    }

    private static void feed(
            RollingMoments moments, RollingBeta beta, TotalReturnIndex index, Ewma ewma, double value) {
        moments.add(value);
        beta.add(value, value * value);
        index.add(10 + Math.abs(value));
        ewma.add(value);
    }

    private static double[] values(int count, long seed) {
        return new Random(seed).doubles(count, -10, 30).toArray();
    }

    private static double naiveMean(double[] values, int last) {
        double sum = 0;
        for (int i = last - WINDOW + 1; i <= last; i++) {
            sum += values[i];
        }
        return sum / WINDOW;
    }

    private static double naiveProduct(double[] x, double[] y, int last) {
        double sum = 0;
        for (int i = last - WINDOW + 1; i <= last; i++) {
            sum += (x[i] - naiveMean(x, last)) * (y[i] - naiveMean(y, last));
        }
        return sum;
    }

    /** In doubles one after the other this comes to 0: Python's documentation of {@code math.fsum} has it with 0.1 ten times. */
    @Test
    void shouldSumWithoutRoundingErrors() {
        ExactSum tenths = new ExactSum();
        for (int i = 0; i < 10; i++) {
            tenths.add(0.1);
        }
        assertThat(tenths.value()).isEqualTo(1);
        ExactSum cancelling = new ExactSum();
        for (double value : new double[] {1e100, 1, -1e100, Double.NaN, Double.POSITIVE_INFINITY, 1e-16}) {
            cancelling.add(value);
        }
        assertThat(cancelling.value()).isEqualTo(1);
        assertThat(new ExactSum().value()).isZero();
    }

    @Test
    void shouldSumToTheNearestDoubleInEveryOrder() {
        Random random = new Random(20_261_201);
        for (int round = 0; round < 300; round++) {
            List<Double> values = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < 60; i++) {
                // halves of the last bit and what tips them are what rounding goes wrong at
                double value = Math.scalb(random.nextInt(5) - 2.0, 53 * random.nextInt(4) - random.nextInt(3));
                values.add(random.nextInt(3) == 0 ? value * (1 + random.nextDouble()) : value);
                exact = exact.add(new BigDecimal(values.get(i)));
            }
            for (int order = 0; order < 3; order++) {
                ExactSum sum = new ExactSum();
                values.forEach(sum::add);
                assertThat(sum.value()).as("round %d", round).isEqualTo(exact.doubleValue());
                Collections.shuffle(values, random);
            }
        }
    }
}
