package io.portcullis.agent.flow;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final FlowSettings DEFAULTS = new FlowSettings(8, 10, 60, 1.28, 0.84, 0.02, "identity", 1000);

    private TestSettings() {}
}
