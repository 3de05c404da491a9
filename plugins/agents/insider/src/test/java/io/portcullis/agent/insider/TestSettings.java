package io.portcullis.agent.insider;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final InsiderSettings DEFAULTS =
            new InsiderSettings(12, 3, 100_000, 90, 3, 5, 5_000_000, 0.03, "identity", 1000);

    private TestSettings() {}
}
