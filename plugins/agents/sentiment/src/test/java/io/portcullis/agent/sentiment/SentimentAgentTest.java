package io.portcullis.agent.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.News;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentimentAgentTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2014, 3, 3), 60);

    private final SentimentAgent agent = new SentimentAgent(TestSettings.DEFAULTS);

    @Test
    void shouldBuyOnNewsBetterThanUsualAndGiveUpWhenTheyAreAsUsual() {
        quietMonth();
        say(30, "record profits, strong growth, upgraded and raised");
        Signal signal = ask(30).signals().get(0);
        assertThat(signal.direction()).isEqualTo(Direction.LONG);
        assertThat(signal.modelVersion()).startsWith("sentiment-1 surprise ").endsWith("newest 2014-04-14");
        assertThat(agent.dataAsOfNanos()).isEqualTo(noon(30));
        say(34, "word tuesday thirtyfour gains and losses");
        assertThat(reason(34)).isEqualTo("nothing surprising is said");
    }

    @Test
    void shouldSellOnNewsWorseThanUsual() {
        quietMonth();
        say(30, "fraud probe, losses, plunge and bankruptcy");
        assertThat(ask(30).signals().get(0).direction()).isEqualTo(Direction.SHORT);
    }

    @Test
    void shouldAbstainWithoutNewsOrWithoutAPast() {
        assertThat(reason(0)).isEqualTo("no news in five days");
        say(1, "record profits");
        assertThat(reason(1)).isEqualTo("too short a past of news");
        quietMonth();
        assertThat(reason(50)).isEqualTo("no news in five days");
    }

    /** One text a day, of words that are new each day, now a little good and now a little bad. */
    private void quietMonth() {
        for (int day = 2; day < 30; day++) {
            say(
                    day,
                    "day " + (char) ('a' + day % 26) + "x" + (char) ('a' + day / 2) + "y "
                            + (day % 2 == 0 ? "gains" : "losses"));
            ask(day);
        }
    }

    private void say(int day, String text) {
        agent.onEvent(new News(AAA, "wire", text, noon(day), noon(day)));
    }

    private static long noon(int day) {
        return TradingDays.openNanos(DAYS.get(day)) + 9_000_000_000_000L;
    }

    private String reason(int day) {
        return ask(day).abstentions().get(AAA);
    }

    private RecordingSignalSink ask(int day) {
        FeatureFrame frame = Frames.of("close", "dollarvolume.20d", "volatility.20d")
                .row("AAA", "Energy", 50, 1e8, 0.02)
                .at(TradingDays.closeNanos(DAYS.get(day)));
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
