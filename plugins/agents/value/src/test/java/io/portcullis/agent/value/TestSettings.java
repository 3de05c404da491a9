package io.portcullis.agent.value;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final ValueSettings DEFAULTS =
            new ValueSettings(20, 5, 3, 550, 0.2, 20, 5, 5_000_000, 0.03, "identity", 1000);

    private TestSettings() {}
}
