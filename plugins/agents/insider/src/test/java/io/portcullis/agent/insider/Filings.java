package io.portcullis.agent.insider;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Builds filings: {@code Filings.of("AAA", "7").position("CEO").paid(1000, 50).filed(day)}. */
final class Filings {
    private final InstrumentId issuer;
    private final TreeMap<String, String> fields = new TreeMap<>(Map.of("code", "P", "position", ""));
    private String form = "4";
    private LocalDate traded;

    private Filings(String issuer, String owner) {
        this.issuer = InstrumentId.of(issuer);
        fields.put("owner_cik", owner);
    }

    static Filings of(String issuer, String owner) {
        return new Filings(issuer, owner);
    }

    Filings position(String title) {
        return with("position", title);
    }

    Filings code(String code) {
        return with("code", code);
    }

    Filings with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    Filings amended() {
        form = "4/A";
        return this;
    }

    Filings traded(LocalDate day) {
        traded = day;
        return this;
    }

    Filings paid(double shares, double price) {
        return with("shares", Double.toString(shares)).with("price", Double.toString(price));
    }

    /** Filed at the close of a day; traded on the same day unless told otherwise. */
    Filing filed(LocalDate day) {
        LocalDate trade = traded == null ? day : traded;
        return new Filing(
                issuer, form, new TreeMap<>(fields), TradingDays.closeNanos(trade), TradingDays.closeNanos(day));
    }
}
