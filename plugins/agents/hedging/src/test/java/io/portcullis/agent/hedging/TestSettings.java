package io.portcullis.agent.hedging;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final HedgingSettings DEFAULTS = new HedgingSettings(7, 60, 0.1, 0.1, 0.06, 1000);

    private TestSettings() {}
}
