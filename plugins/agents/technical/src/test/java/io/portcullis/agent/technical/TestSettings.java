package io.portcullis.agent.technical;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final TechnicalSettings DEFAULTS =
            new TechnicalSettings(15, 1.28, 0.84, 20, 40, 20, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
