package io.portcullis.agent.insider;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class InsiderContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new InsiderAgent(TestSettings.DEFAULTS);
    }

    /** Each day another issuer's insider buys; after six weeks many have had three. */
    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        LocalDate day =
                TradingDays.from(LocalDate.of(2024, 3, 4), frameIndex + 1).get(frameIndex);
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String issuer = String.format("T%03d", (frameIndex * 7 + i) % 60);
            events.add(Filings.of(issuer, "owner" + (frameIndex + i) % 5)
                    .paid(1000 + 100 * i, 60)
                    .filed(day));
            events.add(Filings.of("T00" + i, "owner" + frameIndex % 4)
                    .code(frameIndex % 3 == 0 ? "S" : "P")
                    .paid(2000, 60)
                    .filed(day));
        }
        return events;
    }
}
