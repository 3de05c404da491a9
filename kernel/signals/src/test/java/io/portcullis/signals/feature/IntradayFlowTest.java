package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import org.junit.jupiter.api.Test;

class IntradayFlowTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040L * SECOND; // a whole minute

    private final IntradayFlow flow = new IntradayFlow();

    private void quote(double second, double bid, long bidSize, double ask, long askSize) {
        long time = START + (long) (second * SECOND);
        flow.quote(new Quote(
                AAA, Price.of(bid), Quantity.ofShares(bidSize), Price.of(ask), Quantity.ofShares(askSize), time, time));
    }

    private void trade(double second, double price, long size, double knownSecond) {
        flow.trade(new Trade(
                AAA,
                Price.of(price),
                Quantity.ofShares(size),
                "",
                START + (long) (second * SECOND),
                START + (long) (knownSecond * SECOND)));
    }

    private double[] at(double second) {
        flow.advanceTo(START + (long) (second * SECOND));
        return flow.values(AAA);
    }

    @Test
    void shouldTellBuyersFromSellersByTheQuoteOfTheirMoment() {
        quote(1, 10.00, 100, 10.02, 100);
        trade(5, 10.02, 300, 5);
        trade(7, 10.00, 100, 7);
        // the quote that makes this one a buyer becomes known after the trade, and before it in event time
        trade(9.5, 10.02, 200, 9.6);
        quote(9.9, 10.00, 100, 10.01, 100);
        quote(9, 9.98, 100, 10.00, 100);
        trade(20, 9.995, 50, 20);
        assertThat(at(61.9)[0]).as("the minute is not over, as far as is known").isNaN();
        assertThat(at(62)[0]).isEqualTo((300 - 100 + 200 - 50) / 650.0, within(1e-12));
        assertThat(at(121.9)[0]).isEqualTo(350 / 650.0, within(1e-12));
        assertThat(at(122)[0]).as("nothing traded in the next minute").isNaN();
    }

    @Test
    void shouldCorrectAMinuteForATradeThatCameLateAndLeaveOutOneThatCameLater() {
        quote(1, 10.00, 100, 10.02, 100);
        trade(5, 10.02, 100, 5);
        assertThat(at(70)[0]).isEqualTo(1);
        trade(6, 10.00, 100, 80);
        assertThat(at(80.5)[0]).as("counted when the watermark moves next").isEqualTo(1);
        assertThat(at(81)[0]).isZero();
        assertThat(flow.lateCount()).isZero();
        trade(7, 10.00, 100, 122);
        at(124);
        assertThat(flow.lateCount()).isEqualTo(1);
    }

    /** The definition, by hand: bid up, then ask down, then both sizes change. */
    @Test
    void shouldSumTheOrderFlow() {
        quote(1, 10.00, 100, 10.02, 100);
        quote(2, 10.01, 200, 10.02, 100); // +200, and the ask: -100 + 100
        quote(3, 10.01, 150, 10.01, 300); // 150 - 200, and the ask: -300
        quote(4, 10.01, 250, 10.01, 100); // 250 - 150, and the ask: -100 + 300
        double depth = (150 + 225 + 175) / 3.0;
        assertThat(at(70)[1]).isEqualTo((200 - 350 + 300) / depth, within(1e-12));
    }

    @Test
    void shouldKnowTheVolatilityOfFiveMinutesFromThreeOn() {
        double expected = 0;
        double middle = 0;
        for (int minute = 0; minute < 6; minute++) {
            for (int i = 0; i < 3; i++) {
                double bid = 10 + 0.01 * ((minute * 3 + i) % 4);
                quote(60 * minute + 10 * i + 5, bid, 100, bid + 0.02, 100);
                double now = bid + 0.01;
                if (middle > 0 && minute > 0) {
                    expected += Math.pow(Math.log(now / middle), 2);
                }
                middle = now;
            }
            if (minute == 1) {
                assertThat(at(60 * 2 + 2.5)[2]).as("two minutes are not enough").isNaN();
            }
            if (minute == 2) {
                assertThat(at(60 * 3 + 2.5)[2]).isPositive();
            }
        }
        assertThat(at(6 * 60 + 2.5)[2]).isEqualTo(Math.sqrt(expected), within(1e-9));
        assertThat(at(20 * 60)[2]).isNaN();
    }
}
