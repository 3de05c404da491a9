package io.portcullis.connector.edgar;

import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link EdgarConfig}. */
record EdgarSettings(
        String dataUrl,
        String archivesUrl,
        String userAgent,
        String issuers,
        int requestsPerSecond,
        int timeoutMillis,
        int retries,
        int backoffMillis,
        int bodyBytesMax,
        int pollSeconds) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(EdgarConfig.PID);

    EdgarSettings {
        CHECK.require(dataUrl.matches("https?://[^\\s/]+"), "data.url", "an address without a path", dataUrl);
        CHECK.require(
                archivesUrl.matches("https?://[^\\s/]+"), "archives.url", "an address without a path", archivesUrl);
        CHECK.require(userAgent.length() <= 200, "user.agent", "at most 200 characters", userAgent);
        CHECK.require(
                requestsPerSecond >= 1 && requestsPerSecond <= 10,
                "requests.per.second",
                "1 to 10: the SEC allows no more",
                requestsPerSecond);
        CHECK.require(
                timeoutMillis >= 100 && timeoutMillis <= 120_000, "timeout.millis", "100 to 120,000", timeoutMillis);
        CHECK.require(retries >= 0 && retries <= 10, "retries", "0 to 10", retries);
        CHECK.require(backoffMillis >= 1 && backoffMillis <= 60_000, "backoff.millis", "1 to 60,000", backoffMillis);
        CHECK.require(
                bodyBytesMax >= 1024 && bodyBytesMax <= 268_435_456,
                "body.bytes.max",
                "1,024 to 268,435,456",
                bodyBytesMax);
        CHECK.require(pollSeconds >= 1 && pollSeconds <= 86_400, "poll.seconds", "1 to 86,400", pollSeconds);
    }

    static EdgarSettings of(EdgarConfig config) {
        return new EdgarSettings(
                config.data_url(),
                config.archives_url(),
                config.user_agent(),
                config.issuers(),
                config.requests_per_second(),
                config.timeout_millis(),
                config.retries(),
                config.backoff_millis(),
                config.body_bytes_max(),
                config.poll_seconds());
    }
}
