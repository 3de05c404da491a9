package io.portcullis.agent.macro;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final MacroSettings DEFAULTS =
            new MacroSettings(8, -0.5333, -0.633, 10, 0.64, 0.42, 20, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
