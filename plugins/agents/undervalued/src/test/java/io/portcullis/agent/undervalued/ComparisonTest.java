package io.portcullis.agent.undervalued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.indicators.CrossSection;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.value.Price;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** Median 3, median deviation 1: 100 is 97 / 1.4826 = 65.4256 deviations away, cut at 3. */
    @Test
    void shouldCutWhatIsFarAwayFromItsPeers() {
        double[] x = {1, 2, 3, 4, 100};
        assertThat(CrossSection.robustZ(x, 100)[4]).isEqualTo(65.4256, within(5e-5));
        assertThat(CrossSection.robustZ(x, Comparison.WINSOR)[4]).isEqualTo(3);
    }

    /** 10 shares at 60 and 50 of net debt: 650 over 60, 600 over 40, 600 over 500, 650 over 800, 600 over 30. */
    @Test
    void shouldComputeLogarithmsOfMultiples() {
        Firm firm = firm(Reports.of("AAA", 2014));
        assertThat(firm.multiples(60))
                .containsExactly(
                        new double[] {
                            Math.log(650.0 / 60), Math.log(15), Math.log(1.2), Math.log(650.0 / 800), Math.log(20)
                        },
                        within(1e-12));
    }

    @Test
    void shouldTakeALossForAMissingMultipleNotForAnExtremeOne() {
        Firm firm = firm(Reports.of("AAA", 2014).with("NetIncome", -5).with("NetCashFlow-Operating", 0));
        assertThat(firm.multiples(60)[1]).isNaN();
        assertThat(firm.multiples(60)[4]).isNaN();
    }

    @Test
    void shouldPriceSharesOnTodaysTerms() {
        Firm firm = firm(Reports.of("AAA", 2014));
        firm.add(new CorporateAction(InstrumentId.of("AAA"), LocalDate.of(2015, 2, 2), 2, 1, new Price(0), 0, 0));
        assertThat(firm.marketValue(30)).isEqualTo(600);
    }

    /** 6.56 x 0.2 + 3.26 x 0.2 + 6.72 x 0.06 + 1.05 x 1. */
    @Test
    void shouldComputeAltmansScore() {
        Firm firm = firm(Reports.of("AAA", 2014));
        assertThat(firm.report().altman()).isEqualTo(3.4172, within(1e-12));
        assertThat(firm.isInDistress()).isFalse();
        assertThat(firm(Reports.of("AAA", 2014).with("RetainedEarnings", -900)).isInDistress())
                .isTrue();
    }

    /** Standing still is three points of nine, and distress once three years are known; a better margin is a fourth. */
    @Test
    void shouldTakeThreeYearsOfWeakBooksForDistress() {
        Firm firm = firm(Reports.of("AAA", 2012));
        firm.add(Report.of(Reports.of("AAA", 2013).build()));
        assertThat(firm.isInDistress()).as("two years").isFalse();
        firm.add(Report.of(Reports.of("AAA", 2014).build()));
        assertThat(firm.isInDistress()).as("three points").isTrue();
        firm.add(Report.of(Reports.of("AAA", 2014).with("GrossProfit", 301).build()));
        assertThat(firm.isInDistress()).as("four points").isFalse();
        firm.add(Report.of(Reports.of("AAA", 2016).build()));
        assertThat(firm.isInDistress()).as("a year is missing").isFalse();
    }

    /** y = 2 + 3 x with a twentieth of the values spoilt: least squares would miss the slope by more than a half. */
    @Test
    void shouldNotBendToOutliers() {
        Random random = new Random(5);
        double[][] x = new double[100][1];
        double[] y = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i][0] = i / 100.0;
            y[i] = 2 + 3 * x[i][0] + 0.01 * random.nextGaussian() + (i >= 95 ? -20 : 0);
        }
        double[] residuals = HuberRegression.residuals(x, y);
        for (int i = 0; i < 95; i++) {
            assertThat(residuals[i]).isEqualTo(0, within(0.06));
        }
        assertThat(residuals[99]).isLessThan(-19.9);
        assertThat(HuberRegression.residuals(new double[][] {{1, 1}, {2, 2}, {3, 3}, {4, 4}}, new double[4]))
                .isNull();
    }

    private static Firm firm(Reports reports) {
        Firm firm = new Firm();
        firm.add(Report.of(reports.build()));
        return firm;
    }
}
