package io.portcullis.agent.hedging;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.Frames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** T000 is the hedging instrument; the names go with it by a half. */
class HedgingContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new HedgingAgent(TestSettings.DEFAULTS);
    }

    @Override
    protected List<FeatureFrame> frames(long seed) {
        List<FeatureFrame> frames = new ArrayList<>();
        for (FeatureFrame frame :
                Frames.daily(newAgent().inputs().features(), 60, LocalDate.of(2024, 3, 4), 90, seed)) {
            double market = frame.rows().get(0).values()[0];
            List<FeatureVector> rows = frame.rows().stream()
                    .map(row -> new FeatureVector(row.instrument(), row.sector(), row.tradable(), new double[] {
                        0.5 * (row.values()[0] + market), row.values()[1]
                    }))
                    .toList();
            frames.add(new FeatureFrame(frame.timeNanos(), frame.names(), rows));
        }
        return frames;
    }

    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        return List.of(new InstrumentListing(
                InstrumentId.of("T000"), "none", true, List.of(), frame.timeNanos(), frame.timeNanos()));
    }
}
