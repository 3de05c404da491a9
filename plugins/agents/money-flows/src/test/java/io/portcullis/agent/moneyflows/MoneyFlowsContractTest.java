package io.portcullis.agent.moneyflows;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.Bars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class MoneyFlowsContractTest extends AgentContractTest {
    private static final int DAYS = 60;

    private final Map<String, List<Bar>> walks = new HashMap<>();

    @Override
    protected Agent newAgent() {
        return new MoneyFlowsAgent(TestSettings.DEFAULTS);
    }

    /** A walk of its own for each instrument: bars that all move alike would tell nobody apart. */
    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        List<MarketEvent> events = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            String name = row.instrument().value();
            events.add(walks.computeIfAbsent(name, this::walk).get(frameIndex));
        }
        return events;
    }

    private List<Bar> walk(String name) {
        LocalDate start = LocalDate.of(2024, 3, 4);
        return Bars.walk(name, start, DAYS, name.hashCode());
    }
}
