package io.portcullis.connector.edgar;

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

    EdgarSettings {
        require(dataUrl.matches("https?://[^\\s/]+"), "data.url", "an address without a path", dataUrl);
        require(archivesUrl.matches("https?://[^\\s/]+"), "archives.url", "an address without a path", archivesUrl);
        require(userAgent.length() <= 200, "user.agent", "at most 200 characters", userAgent);
        require(
                requestsPerSecond >= 1 && requestsPerSecond <= 10,
                "requests.per.second",
                "1 to 10: the SEC allows no more",
                requestsPerSecond);
        require(timeoutMillis >= 100 && timeoutMillis <= 120_000, "timeout.millis", "100 to 120,000", timeoutMillis);
        require(retries >= 0 && retries <= 10, "retries", "0 to 10", retries);
        require(backoffMillis >= 1 && backoffMillis <= 60_000, "backoff.millis", "1 to 60,000", backoffMillis);
        require(
                bodyBytesMax >= 1024 && bodyBytesMax <= 268_435_456,
                "body.bytes.max",
                "1,024 to 268,435,456",
                bodyBytesMax);
        require(pollSeconds >= 1 && pollSeconds <= 86_400, "poll.seconds", "1 to 86,400", pollSeconds);
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

    private static void require(boolean right, String key, String wanted, Object got) {
        if (!right) {
            throw new IllegalArgumentException(EdgarConfig.PID + ": " + key + " must be " + wanted + ", got " + got);
        }
    }
}
