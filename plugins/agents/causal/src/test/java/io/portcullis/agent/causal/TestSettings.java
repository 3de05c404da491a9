package io.portcullis.agent.causal;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final CausalSettings DEFAULTS =
            new CausalSettings(12, 0.05, 3, 1.28, 0.84, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
