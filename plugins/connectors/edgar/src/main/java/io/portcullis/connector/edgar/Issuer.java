package io.portcullis.connector.edgar;

import io.portcullis.model.id.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whom to ask about.
 *
 * @param cik the SEC's number
 * @param instrument our name
 */
record Issuer(long cik, InstrumentId instrument) {
    private static final int DIGITS_MAX = 10;

    static List<Issuer> parse(String text) {
        List<Issuer> issuers = new ArrayList<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(";")) {
            String[] pair = entry.strip().split("=");
            if (pair.length != 2 || !pair[0].matches("\\d{1," + DIGITS_MAX + "}")) {
                throw new IllegalArgumentException(
                        "connector edgar: issuers must read CIK=TICKER;CIK=TICKER, got '" + entry + "'");
            }
            issuers.add(new Issuer(Long.parseLong(pair[0]), InstrumentId.of(pair[1].strip())));
        }
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException(
                    "connector edgar: no issuers; set issuers in etc/connector.edgar.cfg or name them as the source");
        }
        return List.copyOf(issuers);
    }

    /** The number with ten digits, as addresses have it. */
    String padded() {
        return String.format(Locale.ROOT, "%010d", cik);
    }
}
