package io.portcullis.connector.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a file of a data set is about. A role that is known but not read yet is noticed and skipped; any other is refused. */
enum Role {
    BARS("bars", Known.WHEN_IT_CLOSES, "instrument", "time", "open", "high", "low", "close", "volume"),
    BENCHMARK_BARS(
            "benchmark-bars", Known.WHEN_IT_CLOSES, "instrument", "time", "open", "high", "low", "close", "volume"),
    CORPORATE_ACTIONS("corporate-actions", Known.BY_RULE, "instrument", "time", "split", "dividend"),
    INSTRUMENTS("instruments", Known.BY_RULE, "instrument", "sector", "membership"),
    SUSPECT_DAYS("suspect-days", Known.BY_RULE, "instrument", "time"),
    BORROW("borrow", Known.BY_RULE, "instrument", "available", "fee"),

    CLOSES("closes", Known.BY_RULE),
    MINUTE_BARS("minute-bars", Known.WHEN_IT_CLOSES),
    TICKS("ticks", Known.WHEN_IT_CLOSES),
    BOOK_LOBSTER("book.lobster", Known.WHEN_IT_CLOSES),
    BOOK_BINANCE("book.binance", Known.WHEN_IT_CLOSES),
    NEWS("news", Known.BY_RULE),
    INSIDER_TRADES("insider-trades", Known.BY_RULE),
    FUNDAMENTALS("fundamentals", Known.BY_RULE),
    MACRO_VIX("macro.vix", Known.BY_RULE),
    MACRO_TREASURY_CURVE("macro.treasury-curve", Known.BY_RULE),
    MACRO_CPI("macro.cpi", Known.BY_RULE),
    MACRO_WTI("macro.wti", Known.BY_RULE),
    MACRO_GOLD("macro.gold", Known.BY_RULE),
    MACRO_FUND_FLOWS("macro.fund-flows", Known.BY_RULE),
    MACRO_FACTORS("macro.factors", Known.BY_RULE),
    SHORT_VOLUME("short-volume", Known.BY_RULE),
    OPTIONS("options", Known.BY_RULE);

    /** Whether a file of the role has to say when its rows may be seen. */
    private enum Known {
        WHEN_IT_CLOSES,
        BY_RULE
    }

    private final String text;
    private final Known known;
    private final List<String> columns;

    Role(String text, Known known, String... columns) {
        this.text = text;
        this.known = known;
        this.columns = List.of(columns);
    }

    static Role parse(YamlNode key) {
        return Arrays.stream(values())
                .filter(role -> role.text.equals(key.text()))
                .findFirst()
                .orElseThrow(() -> key.error("role '" + key.text() + "' is not known; known are "
                        + Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "))));
    }

    /** The columns that a file must have, by our names; empty for a role that is not read yet. */
    List<String> columns() {
        return columns;
    }

    boolean isRead() {
        return !columns.isEmpty();
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
