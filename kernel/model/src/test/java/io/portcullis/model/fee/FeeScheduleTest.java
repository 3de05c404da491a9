package io.portcullis.model.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.order.Side;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {
    private static final String HEADER = FeeTable.HEADER + "\n";

    private final FeeSchedule shipped = FeeSchedule.parse("etc/fees.csv", shippedTable());

    private static String shippedTable() {
        try {
            return Files.readString(Path.of("..", "..", "etc", "fees.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each expected value is worked out by hand: commission + section 31 + TAF. */
    @ParameterizedTest
    @CsvSource({
        // 1,000 x 0.0035 = 3.50; no other fee on a purchase.
        "2010-06-01, BUY, 1000, 50, 3.5",
        // 3.50 + 50,000 x 16.90/1e6 = 0.845 + 1,000 x 0.000075 = 0.075.
        "2010-06-01, SELL, 1000, 50, 4.42",
        // The day before: 12.70 per million until 2010-03-31.
        "2010-03-31, SELL, 1000, 50, 4.21",
        "2010-04-01, SELL, 1000, 50, 4.42",
        // 350 + 5,000,000 x 22.40/1e6 = 112 + TAF 11.90 capped at 5.95.
        "2012-07-02, SELL, 100000, 50, 467.95",
        // 10 shares at 100: 0.035 raised to the floor of 0.35.
        "2015-01-02, BUY, 10, 100, 0.35",
        // 10 shares at 1: the floor of 0.35 is cut to 1 % of 10.
        "2015-01-02, BUY, 10, 1, 0.1",
        // Section 31 was zero: 3.50 + 0.166.
        "2025-06-02, SELL, 1000, 50, 3.666"
    })
    void shouldChargeWhatWasInForceOnTheDate(LocalDate date, Side side, long shares, String price, String expected) {
        Money fee = shipped.fee(date, side, Quantity.ofShares(shares), Price.parse(price), CurrencyCode.USD);

        assertThat(fee).isEqualTo(Money.parse(expected + " USD"));
    }

    @Test
    void shouldStateTheSameFeeInBasisPoints() {
        double bps = shipped.feeBps(LocalDate.of(2010, 6, 1), Side.SELL, Quantity.ofShares(1000), Price.of(50));

        assertThat(bps).isCloseTo(4.42 / 50_000 * 1e4, within(1e-12));
    }

    @Test
    void shouldAgreeInBothArithmeticsAtTheCapAndAtTheFloor() {
        for (long shares : new long[] {1, 7, 100, 99_999, 100_001, 3_000_000}) {
            for (Side side : Side.values()) {
                Price price = Price.parse("23.4567");
                LocalDate date = LocalDate.of(2013, 1, 15);
                double exact = shipped.fee(date, side, Quantity.ofShares(shares), price, CurrencyCode.USD)
                        .toDouble();
                double estimate = shipped.feeBps(date, side, Quantity.ofShares(shares), price) * shares * 23.4567 / 1e4;
                assertThat(estimate).isCloseTo(exact, within(1e-6));
            }
        }
    }

    @Test
    void shouldRefuseDatesBeforeTheTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> shipped.feeBps(LocalDate.of(2005, 12, 30), Side.BUY, Quantity.ofShares(1), Price.of(1)))
                .withMessage("etc/fees.csv has no fees for 2005-12-30; it starts on 2006-01-01");
    }

    @Test
    void shouldRefuseTwoRatesForOneDateNamingTheLine() {
        assertRefused(
                "2006-01-01,taf,sell,share,1,,,x\n2006-01-01,taf,sell,share,2,,,x\n", "line 3", "overlaps line 2");
    }

    @Test
    void shouldRefuseAKindThatGoesBackInTime() {
        assertRefused("2006-01-02,taf,sell,share,1,,,x\n2006-01-01,taf,sell,share,2,,,x\n", "line 3", "must rise");
    }

    @Test
    void shouldRefuseAKindThatStartsLaterThanTheTable() {
        assertRefused("2006-01-01,a,both,share,1,,,x\n2007-01-01,b,both,share,1,,,x\n", "line 3", "leaves a gap");
    }

    @Test
    void shouldRefuseAKindThatChangesItsSide() {
        assertRefused("2006-01-01,a,sell,share,1,,,x\n2007-01-01,a,both,share,1,,,x\n", "line 3", "changes its side");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-13-01,a,both,share,1,,,x   | from must be a date",
                "2006-01-01,A,both,share,1,,,x   | kind must be",
                "2006-01-01,a,long,share,1,,,x   | side must be buy, sell or both, got 'long'",
                "2006-01-01,a,both,lot,1,,,x     | unit must be share or million, got 'lot'",
                "2006-01-01,a,both,share,-1,,,x  | rate must be a plain decimal",
                "2006-01-01,a,both,share,NaN,,,x | rate must be a plain decimal",
                "2006-01-01,a,both,share,1,x,,x  | floor must be a plain decimal",
                "2006-01-01,a,both,share,1,,%,x  | cap must be a plain decimal",
                "2006-01-01,a,both,share,1,,,    | source must say",
                "2006-01-01,a,both,share,1       | needs the 8 fields"
            })
    void shouldRefuseABadFieldNamingLineAndField(String row, String message) {
        assertRefused(row, "fees line 2", message);
    }

    @Test
    void shouldRefuseAnotherHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.parse("fees", "from,kind,rate\n"))
                .withMessageContaining("fees line 1: the header must read");
    }

    @Test
    void shouldRefuseAnEmptyTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.parse("fees", HEADER))
                .withMessageContaining("fees has no fees");
    }

    private static void assertRefused(String rows, String where, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.parse("fees", HEADER + rows))
                .withMessageContaining(where)
                .withMessageContaining(what);
    }
}
