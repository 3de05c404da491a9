package io.portcullis.agent.insider;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Filing;
import java.util.Locale;
import java.util.SortedMap;

/**
 * One purchase or sale of an insider in the open market.
 *
 * @param owner who, by the regulator's number
 * @param role how much the word of somebody in that place weighs
 * @param purchase true when bought
 * @param value what was paid, in the currency of the filing; NaN when the filing gives no price
 * @param tradeDay when it was done, days since the epoch
 * @param knownDay when it was filed, days since the epoch
 * @param knownNanos the same to the nanosecond
 */
record InsiderTrade(
        String owner, double role, boolean purchase, double value, long tradeDay, long knownDay, long knownNanos) {
    private static final double CHIEF = 1.5;
    private static final double OFFICER = 1.2;
    private static final double DIRECTOR = 1;
    private static final double TEN_PERCENT_OWNER = 0.7;

    /** Null for a filing that is no such trade, or lies outside the words that we know. */
    static InsiderTrade of(Filing filing) {
        SortedMap<String, String> fields = filing.fields();
        String code = fields.getOrDefault("code", "");
        boolean purchase = code.equals("P");
        boolean counts = (purchase || code.equals("S"))
                && !isTrue(fields.get("derivative"))
                && !isTrue(fields.get("aff10b5one"))
                && fields.getOrDefault("acquired", purchase ? "A" : "D").equals(purchase ? "A" : "D");
        String owner = fields.getOrDefault("owner_cik", "");
        if (!counts || owner.isEmpty()) {
            return null;
        }
        double shares = number(fields.get("shares"));
        double price = number(fields.get("price"));
        return new InsiderTrade(
                owner,
                role(fields),
                purchase,
                shares > 0 && price > 0 ? shares * price : Double.NaN,
                day(filing.eventTimeNanos()),
                day(filing.knownTimeNanos()),
                filing.knownTimeNanos());
    }

    private static long day(long nanos) {
        return TradingCalendar.nyse().dateAt(nanos).toEpochDay();
    }

    /** By the title where there is one; who has none is a director, unless the filing says otherwise. */
    private static double role(SortedMap<String, String> fields) {
        String title = fields.getOrDefault("position", "").toUpperCase(Locale.ROOT);
        boolean chief = title.contains("CEO") || title.contains("CHIEF EXECUTIVE");
        if (chief || title.contains("CFO") || title.contains("CHIEF FINANCIAL")) {
            return CHIEF;
        }
        boolean owner = title.contains("10%") || isTrue(fields.get("ten_percent_owner"));
        boolean director = title.isEmpty() || title.equals("DIRECTOR");
        if (director && isTrue(fields.get("officer"))) {
            return OFFICER;
        }
        if (owner && !isTrue(fields.get("director"))) {
            return TEN_PERCENT_OWNER;
        }
        return director || owner ? DIRECTOR : OFFICER;
    }

    private static boolean isTrue(String text) {
        return "1".equals(text) || "true".equals(text);
    }

    private static double number(String text) {
        try {
            return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
