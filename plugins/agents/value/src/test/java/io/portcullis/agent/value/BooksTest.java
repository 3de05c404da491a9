package io.portcullis.agent.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.value.Price;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BooksTest {
    @Test
    void shouldTakeTheRootOfGrahamsProduct() {
        assertThat(Books.grahamNumber(5, 40)).isEqualTo(67.08203932499369, within(1e-13));
        assertThat(Books.grahamNumber(-1, 40)).isNaN();
        assertThat(Books.grahamNumber(5, 0)).isNaN();
    }

    @Test
    void shouldGiveAnImprovingFirmAllNinePoints() {
        assertThat(improving().fScore()).isEqualTo(9);
    }

    @Test
    void shouldGiveItsMirrorImageNone() {
        Books books = new Books();
        books.add(Statement.of(Statements.of("AAA", 2012).build()));
        books.add(Statement.of(Statements.of("AAA", 2013).build()));
        books.add(Statement.of(Statements.of("AAA", 2014)
                .with("NetIncome", -50)
                .with("NetCashFlow-Operating", -60)
                .with("Long-TermDebt", 150)
                .with("TotalCurrentAssets", 350)
                .with("SaleandPurchaseofStock", 10)
                .with("GrossProfit", 250)
                .with("TotalRevenue", 790)
                .build()));
        assertThat(books.fScore()).isZero();
    }

    /** All that is compared is strict: who stands still gets the two points for being above zero, and the one for issuing nothing. */
    @Test
    void shouldGiveNothingForEqualRatios() {
        Books books = new Books();
        for (int year = 2012; year <= 2014; year++) {
            books.add(Statement.of(Statements.of("AAA", year).build()));
        }
        assertThat(books.fScore()).isEqualTo(3);
        books.add(Statement.of(Statements.of("AAA", 2014)
                .with("NetIncome", 0)
                .with("NetCashFlow-Operating", 0)
                .with("SaleandPurchaseofStock", 1)
                .build()));
        assertThat(books.fScore()).isZero();
    }

    /** Assets of the beginning of the year: with those of its end the growing firm would lose the point for turnover. */
    @Test
    void shouldScaleByTheAssetsOfTheBeginning() {
        Books books = new Books();
        books.add(Statement.of(Statements.of("AAA", 2012).build()));
        books.add(Statement.of(Statements.of("AAA", 2013).build()));
        books.add(Statement.of(Statements.of("AAA", 2014)
                .with("TotalAssets", 2000)
                .with("TotalRevenue", 900)
                .build()));
        // Still above zero twice, issuing nothing; now also turnover, and debt over mean assets.
        assertThat(books.fScore()).isEqualTo(5);
    }

    /** 10 shares at 60, 100 of debt, 50 of cash: 650. EBIT 60, book 500, free cash flow 30. */
    @Test
    void shouldComputeTheThreeYields() {
        Books books = improvingBase();
        assertThat(books.enterpriseValue(60)).isEqualTo(650);
        assertThat(books.yields(60)).containsExactly(60.0 / 650, 500.0 / 600, 30.0 / 600);
    }

    @Test
    void shouldCountSharesOnTodaysTerms() {
        Books books = improvingBase();
        books.add(split(LocalDate.of(2014, 6, 9), 7));
        assertThat(books.shares())
                .as("before the end of the year: in it already")
                .isEqualTo(10);
        books.add(split(LocalDate.of(2015, 2, 2), 2));
        assertThat(books.shares()).isEqualTo(20);
        assertThat(books.yields(30)[1]).isEqualTo(500.0 / 600);
    }

    @Test
    void shouldKnowWhetherThreeYearsFollowEachOther() {
        Books books = new Books();
        books.add(Statement.of(Statements.of("AAA", 2011).build()));
        books.add(Statement.of(Statements.of("AAA", 2013).build()));
        books.add(Statement.of(Statements.of("AAA", 2014).build()));
        assertThat(books.hasThreeYears()).isFalse();
        books.add(Statement.of(Statements.of("AAA", 2015).build()));
        assertThat(books.hasThreeYears()).isTrue();
    }

    private static Books improvingBase() {
        Books books = new Books();
        for (int year = 2012; year <= 2014; year++) {
            books.add(Statement.of(Statements.of("AAA", year).build()));
        }
        return books;
    }

    private static Books improving() {
        Books books = new Books();
        books.add(Statement.of(Statements.of("AAA", 2012).build()));
        books.add(Statement.of(Statements.of("AAA", 2013).build()));
        books.add(Statement.of(Statements.of("AAA", 2014)
                .with("NetIncome", 50)
                .with("NetCashFlow-Operating", 60)
                .with("Long-TermDebt", 90)
                .with("TotalCurrentAssets", 450)
                .with("SaleandPurchaseofStock", -10)
                .with("TotalRevenue", 820)
                .with("GrossProfit", 350)
                .build()));
        return books;
    }

    private static CorporateAction split(LocalDate exDate, long ratio) {
        return new CorporateAction(InstrumentId.of("AAA"), exDate, ratio, 1, new Price(0), 0, 0);
    }
}
