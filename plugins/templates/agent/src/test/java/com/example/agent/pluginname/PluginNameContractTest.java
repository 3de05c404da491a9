package com.example.agent.pluginname;

import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;

/** Twelve facts that hold for every agent: deterministic, no look-ahead, goes on after a restart, abstains without data, ... */
class PluginNameContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new PluginNameAgent(PluginNameAgentTest.DEFAULTS);
    }
}
