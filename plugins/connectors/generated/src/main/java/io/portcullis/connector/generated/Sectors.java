package io.portcullis.connector.generated;

import java.util.List;

/** The eleven GICS sectors, so that generated and real listings read alike. */
final class Sectors {
    static final List<String> NAMES = List.of(
            "Information Technology",
            "Health Care",
            "Financials",
            "Consumer Discretionary",
            "Industrials",
            "Consumer Staples",
            "Energy",
            "Utilities",
            "Materials",
            "Communication Services",
            "Real Estate");

    private Sectors() {}
}
