package io.portcullis.connector.edgar;

/** The configuration as it comes when nothing is set, and one for a server of one's own. */
final class TestSettings {
    static final EdgarSettings DEFAULTS = new EdgarSettings(
            "https://data.sec.gov", "https://www.sec.gov", "", "", 5, 10_000, 4, 500, 33_554_432, 300);

    private TestSettings() {}

    /** Ten requests a second, two further attempts after a millisecond, and patience on a busy machine. */
    static EdgarSettings of(String url, String issuers) {
        return of(url, issuers, 60_000);
    }

    static EdgarSettings of(String url, String issuers, int timeoutMillis) {
        return new EdgarSettings(
                url, url, "Portcullis tests tests@example.com", issuers, 10, timeoutMillis, 2, 1, 65_536, 1);
    }
}
