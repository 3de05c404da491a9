package io.portcullis.testkit;

import io.portcullis.spi.Agent;

class FakeAgentTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return FakeAgent.on("fake", "return.1d");
    }
}
