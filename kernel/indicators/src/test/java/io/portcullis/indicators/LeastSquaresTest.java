package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    /** Longley (1967), as NIST certifies it: employment; then deflator, GNP, unemployed, armed forces, population, year. */
    private static final double[][] LONGLEY = {
        {60323, 83.0, 234289, 2356, 1590, 107608, 1947},
        {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
        {60171, 88.2, 258054, 3682, 1616, 109773, 1949},
        {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
        {63221, 96.2, 328975, 2099, 3099, 112075, 1951},
        {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
        {64989, 99.0, 365385, 1870, 3547, 115094, 1953},
        {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
        {66019, 101.2, 397469, 2904, 3048, 117388, 1955},
        {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
        {68169, 108.4, 442769, 2936, 2798, 120445, 1957},
        {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
        {68655, 112.6, 482704, 3813, 2552, 123366, 1959},
        {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
        {69331, 115.7, 518173, 4806, 2572, 127852, 1961},
        {70551, 116.9, 554894, 4007, 2827, 130081, 1962}
    };

    private static final double[] CERTIFIED = {
        -3482258.63459582,
        15.0618722713733,
        -0.358191792925910e-1,
        -2.02022980381683,
        -1.03322686717359,
        -0.511041056535807e-1,
        1829.15146461355
    };

    @Test
    void shouldReproduceTheCertifiedValuesOfLongley() {
        LeastSquares fit = LeastSquares.withIntercept(columns(1, 2, 3, 4, 5, 6), column(0));
        for (int i = 0; i < CERTIFIED.length; i++) {
            assertThat(fit.coefficient(i) / CERTIFIED[i]).as("coefficient " + i).isEqualTo(1, within(1e-9));
        }
        assertThat(fit.standardError(0)).isEqualTo(890420.383607373, within(1e-3));
        assertThat(fit.standardError(1)).isEqualTo(84.9149257747669, within(1e-7));
        assertThat(fit.standardError(6)).isEqualTo(455.478499142212, within(1e-6));
        assertThat(fit.rSquared()).isEqualTo(0.995479004577296, within(1e-12));
    }

    /** Frisch, Waugh and Lovell: what the others leave of y on what the others leave of x has the slope of x among them all. */
    @Test
    void shouldGiveTheSameSlopeWhenTheOthersArePartialledOut() {
        double[][] others = columns(2, 3, 4, 5, 6);
        LeastSquares y = LeastSquares.withIntercept(others, column(0));
        LeastSquares x = LeastSquares.withIntercept(others, column(1));
        double[][] left = new double[LONGLEY.length][1];
        double[] target = new double[LONGLEY.length];
        for (int i = 0; i < target.length; i++) {
            left[i][0] = x.residual(i);
            target[i] = y.residual(i);
        }
        assertThat(LeastSquares.withIntercept(left, target).coefficient(1)).isEqualTo(15.0618722713733, within(1e-7));
    }

    @Test
    void shouldRefuseColumnsThatDependOnEachOtherAndTooFewRows() {
        double[][] twice = columns(1, 1);
        assertThat(LeastSquares.withIntercept(twice, column(0))).isNull();
        assertThat(LeastSquares.withIntercept(new double[][] {{1}, {2}}, new double[] {1, 2}))
                .isNull();
        assertThat(LeastSquares.withIntercept(new double[0][], new double[0])).isNull();
    }

    @Test
    void shouldSolveASystemThatNeedsPivoting() {
        assertThat(LinearSystem.solve(new double[][] {{0, 2}, {3, 1}}, new double[] {4, 5}))
                .containsExactly(1, 2);
    }

    private static double[] column(int index) {
        double[] column = new double[LONGLEY.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = LONGLEY[i][index];
        }
        return column;
    }

    private static double[][] columns(int... indices) {
        double[][] x = new double[LONGLEY.length][indices.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < indices.length; j++) {
                x[i][j] = LONGLEY[i][indices[j]];
            }
        }
        return x;
    }
}
