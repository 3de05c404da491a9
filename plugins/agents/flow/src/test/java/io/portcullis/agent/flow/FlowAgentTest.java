package io.portcullis.agent.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import io.portcullis.model.market.Quote;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlowAgentTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final long SECOND = 1_000_000_000L;
    private static final long OPEN = TradingDays.openNanos(LocalDate.of(2013, 10, 8));

    private final FlowAgent agent = new FlowAgent(TestSettings.DEFAULTS);
    private final Random random = new Random(20261130);

    @Test
    void shouldBuyWhenTheBidIsFilledUp() {
        quiet(400);
        for (int i = 0; i < 60; i++) {
            quote(400 + i, 10, 500 + 100 * i, 10.01, 500);
        }
        Signal signal = ask(460).signals().get(0);
        assertThat(signal.direction()).isEqualTo(Direction.LONG);
        assertThat(signal.horizonDays()).isEqualTo(1);
        assertThat(signal.modelVersion()).startsWith("flow-1 flow ").endsWith("options 0.00");
        assertThat(signal.sigmaBps()).as("from the features").isEqualTo(200);
        assertThat(agent.dataAsOfNanos()).isEqualTo(OPEN + 459 * SECOND);
    }

    @Test
    void shouldWriteNumbersAsAFormatterWould() {
        for (double value : new double[] {0, 0.004, -0.004, 0.006, -0.006, 1.07, -1.996, 2.999, 12.3456, -120}) {
            String formatted = String.format(Locale.ROOT, "%.2f", value);
            assertThat(FlowAgent.hundredths(value)).isEqualTo(formatted.equals("-0.00") ? "0.00" : formatted);
        }
    }

    @Test
    void shouldSellWhenTheOfferIsFilledUp() {
        quiet(400);
        for (int i = 0; i < 60; i++) {
            quote(400 + i, 10, 500, 10.01, 500 + 100 * i);
        }
        assertThat(ask(460).signals().get(0).direction()).isEqualTo(Direction.SHORT);
    }

    @Test
    void shouldAbstainOnWhatItCannotSee() {
        assertThat(reason(0)).isEqualTo("no quotes");
        quiet(100);
        assertThat(reason(100)).isEqualTo("too little flow seen");
        quiet(400);
        assertThat(reason(460)).isEqualTo("no quote of late");
        quote(461, 10, 100, 0, 0);
        assertThat(reason(461)).isEqualTo("one side of the book is empty");
    }

    /** Ten days of a hundred contracts, then a thousand calls bought at the offer where nobody held any. */
    @Test
    void shouldHearUnusualBuyingOfCalls() {
        OptionFlow flow = new OptionFlow();
        LocalDate day = LocalDate.of(2014, 6, 2);
        for (int i = 0; i < 12; i++) {
            contract(flow, day.plusDays(i), OptionRight.CALL, 1, 60 + i, 1.5, 500);
            contract(flow, day.plusDays(i), OptionRight.PUT, 1, 40, 1.5, 500);
            assertThat(flow.score(0)).isZero();
        }
        contract(flow, day.plusDays(12), OptionRight.CALL, 2, 1000, 2, 500);
        contract(flow, day.plusDays(12), OptionRight.PUT, 1, 40, 1.5, 500);
        assertThat(flow.isUnusual()).isTrue();
        // 1,000 calls at 2 bought, 40 puts at 1 sold: 1 is no more than the bid of 1.4.
        assertThat(flow.signedPremium()).isEqualTo(1000 * 2 * 100 + 40 * 1 * 100);
        assertThat(flow.putsPerCall()).isZero();
        assertThat(flow.score(0)).isGreaterThan(3);
        assertThat(flow.score(flow.dayNanos() + 1)).as("stale").isZero();
    }

    private static void contract(
            OptionFlow flow, LocalDate day, OptionRight right, double price, double volume, double ask, double open) {
        long nanos = TradingDays.closeNanos(day);
        LocalDate expiry = LocalDate.of(2014, 9, 19);
        for (Map.Entry<String, Map<String, Double>> row : Map.of(
                        "T", Map.of("close", price, "volume", volume),
                        "Q", Map.of("bid_close", ask - 0.1, "ask_close", ask),
                        "OI", Map.of("open_interest", open))
                .entrySet()) {
            flow.on(new OptionPrint(
                    AAA, expiry, right, Price.parse("90"), row.getKey(), new TreeMap<>(row.getValue()), nanos, nanos));
        }
    }

    /** A quote a second, sizes about 500. */
    private void quiet(int seconds) {
        for (int i = 0; i < seconds; i++) {
            quote(i, 10, 480 + random.nextInt(40), 10.01, 480 + random.nextInt(40));
        }
    }

    private void quote(int second, double bid, double bidSize, double ask, double askSize) {
        long nanos = OPEN + second * SECOND;
        agent.onEvent(
                new Quote(AAA, Price.of(bid), Quantity.of(bidSize), Price.of(ask), Quantity.of(askSize), nanos, nanos));
    }

    private String reason(int second) {
        return ask(second).abstentions().get(AAA);
    }

    private RecordingSignalSink ask(int second) {
        FeatureFrame frame =
                Frames.of("volatility.20d").row("AAA", "Energy", 0.02).at(OPEN + second * SECOND);
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
