package io.portcullis.agent.technical;

import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;

class TechnicalContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new TechnicalAgent(TestSettings.DEFAULTS);
    }
}
