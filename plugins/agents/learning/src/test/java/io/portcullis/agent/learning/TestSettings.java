package io.portcullis.agent.learning;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final LearningSettings DEFAULTS = new LearningSettings(
            1,
            "causal=12;flow=8;insider=12;macro=8;money-flows=15;sentiment=10;technical=15;top-performers=5;undervalued=3;value=20",
            1,
            0.004,
            10,
            1000);

    private TestSettings() {}
}
