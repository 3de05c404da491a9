package io.portcullis.agent.topperformers;

import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;

class TopPerformersContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new TopPerformersAgent(TestSettings.DEFAULTS);
    }
}
