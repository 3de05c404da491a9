package io.portcullis.agent.causal;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.Frames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class CausalContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new CausalAgent(TestSettings.DEFAULTS);
    }

    /** A year and a bit, with a jump of every name on its own day at the end. */
    @Override
    protected List<FeatureFrame> frames(long seed) {
        List<FeatureFrame> frames = new ArrayList<>();
        List<FeatureFrame> daily =
                Frames.daily(newAgent().inputs().features(), 30, LocalDate.of(2024, 3, 4), 265, seed);
        for (int day = 0; day < daily.size(); day++) {
            List<FeatureVector> rows = new ArrayList<>();
            for (int i = 0; i < daily.get(day).rows().size(); i++) {
                FeatureVector row = daily.get(day).rows().get(i);
                double[] values = row.values().clone();
                values[0] = day >= 251 && day % 30 == i ? 0.3 : values[0];
                rows.add(new FeatureVector(row.instrument(), row.sector(), row.tradable(), values));
            }
            frames.add(
                    new FeatureFrame(daily.get(day).timeNanos(), daily.get(day).names(), rows));
        }
        return frames;
    }

    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        List<MarketEvent> events = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            events.add(new News(row.instrument(), "wire", "words", frame.timeNanos(), frame.timeNanos()));
        }
        return events;
    }
}
