package io.portcullis.agent.sentiment;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class SentimentContractTest extends AgentContractTest {
    private static final String[] WORDS = {"gains", "losses", "upgrade", "lawsuit", "table", "river", "not", "record"};

    @Override
    protected Agent newAgent() {
        return new SentimentAgent(TestSettings.DEFAULTS);
    }

    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        LocalDate day =
                TradingDays.from(LocalDate.of(2024, 3, 4), frameIndex + 1).get(frameIndex);
        long noon = TradingDays.openNanos(day) + 9_000_000_000_000L;
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            InstrumentId name = InstrumentId.of(String.format(Locale.ROOT, "T%03d", i % 20));
            String first = WORDS[(i * 5 + frameIndex * 3) % WORDS.length];
            String second = WORDS[(i + frameIndex * frameIndex) % WORDS.length];
            String unique = "w" + (char) ('a' + frameIndex % 26) + (char) ('a' + i % 26);
            events.add(new News(name, "wire", first + " " + second + " " + unique, noon + i, noon + i));
        }
        return events;
    }
}
