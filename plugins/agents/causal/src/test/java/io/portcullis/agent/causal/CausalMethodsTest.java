package io.portcullis.agent.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portcullis.indicators.FDistribution;
import io.portcullis.indicators.LeastSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CausalMethodsTest {
    /** R's grangertest by way of statsmodels: growth of GDP on that of consumption, two lags, 195 degrees of freedom. */
    @Test
    void shouldAgreeWithPublishedGrangerTest() throws IOException {
        Path file = data("06-macro/statsmodels_macrodata_quarterly.csv");
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        double[] gdp = growth(lines, header.indexOf("realgdp"));
        double[] consumption = growth(lines, header.indexOf("realcons"));
        Granger test = Granger.test(consumption, gdp, 2);
        System.out.printf("Granger, GDP on consumption: F %.7f, p %.7f%n", test.f(), test.p());
        assertThat(test.f()).isEqualTo(0.243097, within(5e-7));
        assertThat(test.p()).isEqualTo(0.7844328, within(5e-8));
        assertThat(test.lags()).isEqualTo(2);
        // The record keeps no degrees of freedom: with others, this F would have another p.
        assertThat(test.p()).isEqualTo(FDistribution.upperTail(test.f(), 2, 195));
    }

    private static double[] growth(List<String> lines, int column) {
        double[] growth = new double[lines.size() - 2];
        for (int i = 0; i < growth.length; i++) {
            growth[i] = Math.log(number(lines.get(i + 2), column)) - Math.log(number(lines.get(i + 1), column));
        }
        return growth;
    }

    private static double number(String line, int column) {
        return Double.parseDouble(line.split(",")[column].replace("\"", ""));
    }

    @Test
    void shouldChooseTheLagThatMatters() {
        Random random = new Random(3);
        double[] cause = new double[500];
        double[] effect = new double[500];
        for (int i = 0; i < 500; i++) {
            cause[i] = random.nextGaussian();
            effect[i] = (i >= 3 ? 0.8 * cause[i - 3] : 0) + random.nextGaussian();
        }
        Granger test = Granger.test(effect, cause);
        assertThat(test.lags()).isEqualTo(3);
        assertThat(test.p()).isLessThan(1e-10);
        assertThat(Granger.test(cause, effect).p()).isGreaterThan(0.01);
        assertThat(Granger.test(new double[6], new double[6])).isNull();
    }

    /** Their own example: fifteen tests at a rate of 5 % reject the four smallest. */
    @Test
    void shouldBelieveAsManyTestsAsTheRateBears() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.000
        };
        assertThat(FalseDiscovery.threshold(p, 0.05)).isEqualTo(0.0095);
        assertThat(FalseDiscovery.threshold(new double[] {0.5, Double.NaN}, 0.05))
                .isEqualTo(-1);
    }

    /** Without folds the partialled-out slope is that of least squares: NIST's certified coefficient of the deflator. */
    @Test
    void shouldEqualLeastSquaresWithoutFolds() {
        double[][] longley = {
            {60323, 83.0, 234289, 2356, 1590, 107608, 1947}, {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
            {60171, 88.2, 258054, 3682, 1616, 109773, 1949}, {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
            {63221, 96.2, 328975, 2099, 3099, 112075, 1951}, {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
            {64989, 99.0, 365385, 1870, 3547, 115094, 1953}, {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
            {66019, 101.2, 397469, 2904, 3048, 117388, 1955}, {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
            {68169, 108.4, 442769, 2936, 2798, 120445, 1957}, {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
            {68655, 112.6, 482704, 3813, 2552, 123366, 1959}, {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
            {69331, 115.7, 518173, 4806, 2572, 127852, 1961}, {70551, 116.9, 554894, 4007, 2827, 130081, 1962}
        };
        double[] y = new double[16];
        double[] d = new double[16];
        double[][] controls = new double[16][5];
        double[][] all = new double[16][6];
        for (int i = 0; i < 16; i++) {
            y[i] = longley[i][0];
            d[i] = longley[i][1];
            System.arraycopy(longley[i], 2, controls[i], 0, 5);
            System.arraycopy(longley[i], 1, all[i], 0, 6);
        }
        double theta = PartialEffect.of(y, d, controls, 1, 0).theta();
        assertThat(theta).isEqualTo(15.0618722713733, within(1e-7));
        assertThat(theta).isEqualTo(LeastSquares.withIntercept(all, y).coefficient(1), within(1e-8));
    }

    /** y = 2 d + 3 x + noise, and d depends on x: the plain slope would be 3.2. */
    @Test
    void shouldHoldTheControlsStill() {
        Random random = new Random(20261130);
        int n = 2_000;
        double[] y = new double[n];
        double[] d = new double[n];
        double[][] x = new double[n][1];
        for (int i = 0; i < n; i++) {
            x[i][0] = random.nextGaussian();
            d[i] = 0.8 * x[i][0] + random.nextGaussian();
            y[i] = 2 * d[i] + 3 * x[i][0] + random.nextGaussian();
        }
        PartialEffect effect = PartialEffect.of(y, d, x, 5, 5);
        assertThat(effect.theta()).isEqualTo(2, within(4 * effect.error()));
        assertThat(effect.error()).isBetween(0.015, 0.035);
    }

    /** The ten days of the reference vectors, two days of the event behind them. */
    @Test
    void shouldStandardiseByTheErrorOfTheForecast() {
        double[] market = {0.01, -0.005, 0.002, 0.007, -0.01, 0.004, -0.003, 0.006, 0.0, -0.002};
        double[] name = {0.012, -0.004, 0.001, 0.009, -0.013, 0.006, -0.002, 0.005, 0.001, -0.004};
        EventStudy study = EventStudy.estimate(name, market);
        assertThat(study.alpha()).isEqualTo(4.359510301582504e-05, within(1e-15));
        assertThat(study.beta()).isEqualTo(1.1737832188713049, within(1e-12));
        assertThat(study.deviation()).isEqualTo(0.0015606816083722063, within(1e-15));
        assertThat(study.abnormal(0.03, 0.005)).isEqualTo(0.02408748880262765, within(1e-15));
        assertThat(study.abnormal(0.01, 0.002)).isEqualTo(0.007608838459241565, within(1e-15));
        assertThat(study.standardised(0.03, 0.005)).isEqualTo(14.39102235425323, within(1e-10));
        assertThat(study.standardised(0.01, 0.002)).isEqualTo(4.640829827974615, within(1e-10));
        assertThat(study.abnormal(0.03, 0.005) + study.abnormal(0.01, 0.002))
                .isEqualTo(0.03169632726186922, within(1e-15));
    }

    private static Path data(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(file).as("the training data are not here: not read").isRegularFile();
        return file;
    }
}
