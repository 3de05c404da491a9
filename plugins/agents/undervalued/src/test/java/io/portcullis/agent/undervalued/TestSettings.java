package io.portcullis.agent.undervalued;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final UndervaluedSettings DEFAULTS =
            new UndervaluedSettings(3, 8, 0.5, 550, 1.28, 0.84, 20, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
