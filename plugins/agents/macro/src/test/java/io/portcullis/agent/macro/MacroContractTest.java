package io.portcullis.agent.macro;

import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.Frames;
import java.time.LocalDate;
import java.util.List;

class MacroContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new MacroAgent(TestSettings.DEFAULTS);
    }

    /** A year and a bit: before, it knows too little of the market. */
    @Override
    protected List<FeatureFrame> frames(long seed) {
        return Frames.daily(newAgent().inputs().features(), 60, LocalDate.of(2024, 3, 4), 262, seed);
    }

    @Override
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        long nanos = frame.timeNanos();
        return List.of(
                new MacroPrint("macro.treasury-curve", "BC_3MONTH", 0.2, nanos, nanos),
                new MacroPrint("macro.treasury-curve", "BC_10YEAR", 2.5 - frameIndex * 0.01, nanos, nanos));
    }
}
