package io.portcullis.agent.value;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class ValueContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new ValueAgent(TestSettings.DEFAULTS);
    }

    /** Two firms report three years each day; the frames are of March 2024. */
    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int firm = (frameIndex * 2 + i) % 60;
            for (int year = 2021; year <= 2023; year++) {
                events.add(Statements.of(String.format(Locale.ROOT, "T%03d", firm), year)
                        .with("NetIncome", 40 + (firm * 7 + year) % 11)
                        .with("TotalRevenue", 800 + (firm * 13 + year * 5) % 200)
                        .build());
            }
        }
        return events;
    }
}
