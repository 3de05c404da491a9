package io.portcullis.agent.moneyflows;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final MoneyFlowsSettings DEFAULTS =
            new MoneyFlowsSettings(15, 1.28, 0.84, 0.9, 20, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
