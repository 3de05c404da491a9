package io.portcullis.connector.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a file of a data set is about, and which of its columns it must have. Any other role is refused. */
enum Role {
    BARS("bars", Known.WHEN_IT_CLOSES, "instrument", "time", "open", "high", "low", "close", "volume"),
    BENCHMARK_BARS(
            "benchmark-bars", Known.WHEN_IT_CLOSES, "instrument", "time", "open", "high", "low", "close", "volume"),
    CORPORATE_ACTIONS("corporate-actions", Known.BY_RULE, "instrument", "time", "split", "dividend"),
    INSTRUMENTS("instruments", Known.BY_RULE, "instrument", "sector", "membership"),
    SUSPECT_DAYS("suspect-days", Known.BY_RULE, "instrument", "time"),
    BORROW("borrow", Known.BY_RULE, "instrument", "available", "fee"),

    CLOSES("closes", Known.BY_RULE, "instrument", "time", "close", "volume"),
    MINUTE_BARS(
            "minute-bars",
            Known.WHEN_IT_CLOSES,
            "instrument",
            "date",
            "time",
            "kind",
            "open",
            "high",
            "low",
            "close",
            "volume",
            "bid_close",
            "bid_size",
            "ask_close",
            "ask_size"),
    TICKS(
            "ticks",
            Known.WHEN_IT_CLOSES,
            "instrument",
            "date",
            "time",
            "kind",
            "price",
            "size",
            "cond",
            "suspicious",
            "bid",
            "bid_size",
            "ask",
            "ask_size"),
    BOOK_LOBSTER("book.lobster", Known.WHEN_IT_CLOSES),
    BOOK_BINANCE("book.binance", Known.WHEN_IT_CLOSES),
    NEWS("news", Known.BY_RULE, "instrument", "time", "text"),
    INSIDER_TRADES(
            "insider-trades",
            Known.BY_RULE,
            "instrument",
            "time",
            "owner_cik",
            "position",
            "code",
            "shares",
            "price",
            "shares_after"),
    FUNDAMENTALS("fundamentals", Known.BY_RULE, 3, "instrument", "time"),
    MACRO_VIX("macro.vix", Known.BY_RULE, 10, "time", "value"),
    MACRO_TREASURY_CURVE("macro.treasury-curve", Known.BY_RULE, 10, "time"),
    MACRO_CPI("macro.cpi", Known.BY_RULE, 10, "time", "value"),
    MACRO_WTI("macro.wti", Known.BY_RULE, 10, "time", "value"),
    MACRO_GOLD("macro.gold", Known.BY_RULE, 10, "time", "value"),
    MACRO_FUND_FLOWS("macro.fund-flows", Known.BY_RULE, 10, "time"),
    MACRO_FACTORS("macro.factors", Known.BY_RULE, 10, "time"),
    SHORT_VOLUME(
            "short-volume",
            Known.BY_RULE,
            "instrument",
            "time",
            "venue_group",
            "short_volume",
            "short_exempt_volume",
            "total_volume"),
    OPTIONS("options", Known.BY_RULE, "instrument", "expiry", "right", "strike", "time", "kind");

    /** Whether a file of the role has to say when its rows may be seen. */
    private enum Known {
        WHEN_IT_CLOSES,
        BY_RULE
    }

    private final String text;
    private final Known known;
    private final int yearsBefore;
    private final List<String> columns;

    Role(String text, Known known, String... columns) {
        this(text, known, 0, columns);
    }

    Role(String text, Known known, int yearsBefore, String... columns) {
        this.text = text;
        this.known = known;
        this.yearsBefore = yearsBefore;
        this.columns = List.of(columns);
    }

    static Role parse(YamlNode key) {
        return Arrays.stream(values())
                .filter(role -> role.text.equals(key.text()))
                .findFirst()
                .orElseThrow(() -> key.error("role '" + key.text() + "' is not known; known are "
                        + Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "))));
    }

    /** The columns that a file must have, by our names; empty for order books. */
    List<String> columns() {
        return columns;
    }

    /**
     * How many years before the run rows of the role still matter: what was published rarely is old news on the first day and
     * true all the same.
     */
    int yearsBefore() {
        return yearsBefore;
    }

    /** Whether columns that we have no name for are passed on under the file's own. */
    boolean passesOnTheRest() {
        return this == FUNDAMENTALS
                || this == INSIDER_TRADES
                || this == OPTIONS
                || isMacro() && !columns.contains("value");
    }

    private boolean isMacro() {
        return text.startsWith("macro.");
    }

    boolean needsKnown() {
        return known == Known.BY_RULE;
    }

    /** Order books come as their venue writes them: without a line of column names. */
    boolean hasHeader() {
        return this != BOOK_LOBSTER && this != BOOK_BINANCE;
    }

    @Override
    public String toString() {
        return text;
    }
}
