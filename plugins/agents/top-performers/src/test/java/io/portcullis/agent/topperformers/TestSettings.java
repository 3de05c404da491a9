package io.portcullis.agent.topperformers;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final TopPerformersSettings DEFAULTS =
            new TopPerformersSettings(5, 0.10, 0.20, 20, 5, 5_000_000, 0.12, 0.03, "identity", 1000);

    private TestSettings() {}
}
