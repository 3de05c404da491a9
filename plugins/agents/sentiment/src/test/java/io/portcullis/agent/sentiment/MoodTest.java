package io.portcullis.agent.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.News;
import org.junit.jupiter.api.Test;

class MoodTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final long DAY = 86_400_000_000_000L;

    private final Lexicon lexicon = Lexicon.own();
    private final NewsDesk desk = new NewsDesk(1, SourceWeights.parse("gossip=0.5"));

    /** Tones 0.5 today and -0.25 a day ago, all weights one: 0.375 over the root of 1.25. */
    @Test
    void shouldSumFadingTonesOverTheirFadingWeights() {
        Mood mood = new Mood(1);
        mood.add(0, 1, -0.25);
        mood.add(DAY, 1, 0.5);
        assertThat(mood.state(DAY)).isEqualTo(0.335410, within(1e-6));
    }

    @Test
    void shouldFindATwoFifthsToneInThreeGoodWordsAndOneBad() {
        assertThat(tone("strong profits beat a weak quarter")).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void shouldTurnRoundWhatIsNegated() {
        assertThat(tone("the firm is profitable")).isEqualTo(0.5);
        assertThat(tone("the firm is not profitable")).isEqualTo(-0.5);
        assertThat(tone("it isn't really profitable")).isEqualTo(-0.5);
        assertThat(tone("not a word about how profitable it is"))
                .as("farther than three tokens")
                .isEqualTo(0.5);
        assertThat(tone("never a loss")).isEqualTo(0.5);
    }

    @Test
    void shouldTakeTickersForNoWords() {
        assertThat(Text.of("$low and $ win and $AAPL").tickers()).isEqualTo(3);
        assertThat(tone("$low $ win")).isZero();
        assertThat(Text.of("").tickers()).isEqualTo(1);
    }

    @Test
    void shouldAddNothingForATextThatIsRepeated() {
        say(0, "wire", "record profits at the widget maker");
        say(1, "wire", "the gadget maker was sued");
        double before = desk.find(AAA).state(DAY);
        say(2, "wire", "Record profits, at the widget maker!");
        assertThat(desk.find(AAA).state(DAY)).isEqualTo(before);
        assertThat(desk.repeated()).isEqualTo(1);
        assertThat(desk.find(AAA).texts(2)).isEqualTo(2);
    }

    @Test
    void shouldHearItAgainWhenFiveDaysHavePassed() {
        say(0, "wire", "record profits at the widget maker");
        say(5 * DAY + 1, "wire", "record profits at the widget maker");
        assertThat(desk.repeated()).isZero();
    }

    /** Half of the words are the same, and as rare as each other: the cosine is one half. */
    @Test
    void shouldCountALikeTextByWhatIsNewInIt() {
        Mood mood = new Mood(1);
        Vocabulary vocabulary = new Vocabulary();
        mood.remember(0, Text.of("alpha beta").terms());
        assertThat(mood.novelty(1, Text.of("alpha gamma").terms(), vocabulary)).isEqualTo(0.5, within(1e-12));
        assertThat(mood.novelty(1, Text.of("delta gamma").terms(), vocabulary)).isEqualTo(1);
    }

    @Test
    void shouldWeighSourceAndRelevance() {
        say(0, "wire", "profits");
        say(0, "gossip", "$a $b losses");
        // Weights 1 and 0.5 / 2, tones 0.5 and -0.5.
        assertThat(desk.find(AAA).state(0)).isEqualTo((0.5 - 0.25 * 0.5) / Math.sqrt(1 + 0.0625), within(1e-12));
    }

    @Test
    void shouldRefuseWeightsThatCannotBeRead() {
        for (String text : new String[] {"wire", "=1", "wire=11", "wire=-1", "wire=much"}) {
            assertThatThrownBy(() -> SourceWeights.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("source.weights must read");
        }
    }

    private double tone(String text) {
        return lexicon.tone(Text.of(text).tokens());
    }

    private void say(long nanos, String source, String text) {
        desk.on(new News(AAA, source, text, nanos, nanos));
    }
}
