package io.portcullis.agent.sentiment;

/** The configuration as it comes when nothing is set. */
final class TestSettings {
    static final SentimentSettings DEFAULTS =
            new SentimentSettings(10, 1, "", 1.28, 0.84, 5, 5_000_000, 0.02, "identity", 1000);

    private TestSettings() {}
}
