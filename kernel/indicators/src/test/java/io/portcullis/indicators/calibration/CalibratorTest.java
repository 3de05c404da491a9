package io.portcullis.indicators.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
    /** scikit-learn's tests of isotonic regression. */
    @Test
    void shouldPoolAdjacentViolators() {
        assertThat(IsotonicCalibration.pool(new double[] {3, 7, 5, 9, 8, 7, 10}))
                .containsExactly(3, 6, 6, 8, 8, 8, 10);
        assertThat(IsotonicCalibration.pool(new double[] {10, 0, 2})).containsExactly(4, 4, 4);
    }

    /** LibSVM's values for three points, which scikit-learn compares to three decimals. */
    @Test
    void shouldFindPlattsSigmoid() {
        PlattScaling fit = PlattScaling.fit(new double[] {5, -4, 1}, new boolean[] {true, false, false});
        assertThat(fit.a()).isEqualTo(-0.20261354391187855, within(1e-5));
        assertThat(fit.b()).isEqualTo(0.65236314980010512, within(1e-5));
    }

    @Test
    void shouldChangeNothingWithABetaOfOneOneZero() {
        for (double p = 0.01; p < 1; p += 0.01) {
            assertThat(new BetaCalibration(1, 1, 0).apply(p)).isEqualTo(p, within(1e-12));
        }
    }

    /** Outcomes drawn by a beta map with a = 0.5, b = 0.8, c = -0.3: the fit finds it again within three standard errors. */
    @Test
    void shouldRecoverTheBetaMapThatMadeTheOutcomes() {
        Random random = new Random(20261130);
        BetaCalibration truth = new BetaCalibration(0.5, 0.8, -0.3);
        int n = 200_000;
        double[] said = new double[n];
        boolean[] won = new boolean[n];
        for (int i = 0; i < n; i++) {
            said[i] = BetaCalibration.sigmoid(1.5 * random.nextGaussian());
            won[i] = random.nextDouble() < truth.apply(said[i]);
        }
        BetaCalibration fit = BetaCalibration.fit(said, won);
        assertThat(fit.a()).isEqualTo(0.5, within(0.03));
        assertThat(fit.b()).isEqualTo(0.8, within(0.03));
        assertThat(fit.c()).isEqualTo(-0.3, within(0.04));
    }

    @Test
    void shouldNeverFallWhateverTheOutcomes() {
        Random random = new Random(7);
        for (int n : new int[] {10, 60, 400, 1500}) {
            double[] said = new double[n];
            boolean[] won = new boolean[n];
            for (int i = 0; i < n; i++) {
                said[i] = 0.05 + 0.9 * random.nextDouble();
                // The more is said, the less comes true: nothing here deserves to be believed.
                won[i] = random.nextDouble() > said[i];
            }
            Calibrator fit = Calibrator.fit(said, won);
            double before = 0;
            for (double p = 0.02; p < 1; p += 0.02) {
                assertThat(fit.apply(p)).as(fit + " at " + p).isBetween(before - 1e-12, 1.0);
                before = fit.apply(p);
            }
            assertThat(fit.apply(0.99)).isLessThan(1);
        }
    }

    @Test
    void shouldChooseByTheNumberOfOutcomes() {
        assertThat(fit(0)).isEqualTo(Calibrator.identity());
        assertThat(fit(49).toString()).startsWith("shrunk");
        assertThat(fit(50).toString()).startsWith("beta");
        assertThat(fit(1000).toString()).startsWith("beta");
        assertThat(fit(1001).toString()).startsWith("isotonic");
    }

    /** 49 outcomes, every third true: 17. The base rate is 18 of 51, and it weighs 49 of 99. */
    @Test
    void shouldDrawFewOutcomesToTheBaseRate() {
        assertThat(fit(49).apply(0.9)).isEqualTo(0.9 + 49.0 / 99 * (18.0 / 51 - 0.9), within(1e-12));
    }

    /** 1,200 outcomes, all true where 0.8 was said, none where 0.2 was: the ends are 1201 of 1202 and 1 of 1202. */
    @Test
    void shouldGoStraightBetweenTheCentresOfBlocksAndNeverToCertainty() {
        double[] said = new double[1200];
        boolean[] won = new boolean[1200];
        for (int i = 0; i < said.length; i++) {
            said[i] = i % 2 == 0 ? 0.2 : 0.8;
            won[i] = i % 2 == 1;
        }
        Calibrator fit = Calibrator.fit(said, won);
        assertThat(fit.apply(0.1)).isEqualTo(1.0 / 1202);
        assertThat(fit.apply(0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(fit.apply(0.95)).isEqualTo(1201.0 / 1202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "shrunk 0.25 0.52",
                "beta 0.9 1.1 -0.05",
                "platt -0.8 0.1",
                "isotonic 0.4:0.45 0.6:0.55"
            })
    void shouldReadWhatItWrote(String text) {
        Calibrator calibrator = Calibrator.parse(text);
        assertThat(calibrator.toString()).isEqualTo(text);
        assertThat(Calibrator.parse(calibrator.toString())).isEqualTo(calibrator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "beta 1 1",
                "beta -1 1 0",
                "beta one 1 0",
                "shrunk 2 0.5",
                "platt 1",
                "isotonic",
                "isotonic 0.5",
                "isotonic 0.5:0.4 0.4:0.5",
                "isotonic 0.5:1"
            })
    void shouldRefuseATextThatDescribesNone(String text) {
        assertThatThrownBy(() -> Calibrator.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Calibrator fit(int n) {
        Random random = new Random(3);
        double[] said = new double[n];
        boolean[] won = new boolean[n];
        for (int i = 0; i < n; i++) {
            said[i] = random.nextDouble();
            won[i] = i % 3 == 0;
        }
        return Calibrator.fit(said, won);
    }
}
