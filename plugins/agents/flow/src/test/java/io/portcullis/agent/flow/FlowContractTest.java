package io.portcullis.agent.flow;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class FlowContractTest extends AgentContractTest {
    private static final long SECOND = 1_000_000_000L;

    @Override
    protected Agent newAgent() {
        return new FlowAgent(TestSettings.DEFAULTS);
    }

    /** A minute of quotes before each frame, an interval of ten seconds each. */
    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        List<MarketEvent> events = new ArrayList<>();
        for (int second = 60; second > 0; second -= 10) {
            for (int i = 0; i < 10; i++) {
                long nanos = frame.timeNanos() - second * SECOND + i;
                int bid = 100 + (frameIndex * 37 + second * 11 + i * 53) % 400;
                int ask = 100 + (frameIndex * 91 + second * 7 + i * 29) % 400;
                events.add(new Quote(
                        InstrumentId.of(String.format(Locale.ROOT, "T%03d", i)),
                        Price.parse("10"),
                        Quantity.ofShares(bid),
                        Price.parse("10.01"),
                        Quantity.ofShares(ask),
                        nanos,
                        nanos));
            }
        }
        return events;
    }
}
