package io.portcullis.model.fee;

import io.portcullis.model.order.Side;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a fee table into rows, or says which line is wrong and what would be right. */
final class FeeTable {
    static final String HEADER = "from,kind,side,unit,rate,floor,cap,source";

    private static final int COLUMNS = 8;

    private final String name;
    private final int line;
    private final String[] fields;

    private FeeTable(String name, int line, String text) {
        this.name = name;
        this.line = line;
        // The source is free text to the end of the line, commas and all.
        this.fields = text.split(",", COLUMNS);
    }

    static List<FeeRow> rows(String name, String csv) {
        List<FeeRow> rows = new ArrayList<>();
        boolean headed = false;
        int line = 0;
        for (String text : csv.lines().toList()) {
            line++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (headed) {
                rows.add(new FeeTable(name, line, text).row());
            } else if (!text.strip().equals(HEADER)) {
                throw new IllegalArgumentException(
                        name + " line " + line + ": the header must read '" + HEADER + "', got '" + text + "'");
            }
            headed = true;
        }
        return rows;
    }

    private FeeRow row() {
        if (fields.length < COLUMNS) {
            throw wrong("needs the " + COLUMNS + " fields " + HEADER + ", got " + fields.length);
        }
        String kind = fields[1].strip();
        if (!kind.matches("[a-z][a-z0-9-]*")) {
            throw wrong("kind must be a-z, 0-9 and '-', got '" + kind + "'");
        }
        if (fields[7].isBlank()) {
            throw wrong("source must say where the rate was published");
        }
        String cap = fields[6].strip();
        boolean percent = cap.endsWith("%");
        BigDecimal capValue = cap.isEmpty() ? null : amount("cap", percent ? cap.substring(0, cap.length() - 1) : cap);
        BigDecimal floor = fields[5].isBlank() ? BigDecimal.ZERO : amount("floor", fields[5].strip());
        return new FeeRow(
                line, date(), kind, side(), perMillion(), amount("rate", fields[4].strip()), floor, capValue, percent);
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(fields[0].strip());
        } catch (DateTimeException e) {
            throw wrong("from must be a date yyyy-MM-dd, got '" + fields[0] + "'");
        }
    }

    private Side side() {
        return switch (fields[2].strip()) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            case "both" -> null;
            default -> throw wrong("side must be buy, sell or both, got '" + fields[2] + "'");
        };
    }

    private boolean perMillion() {
        return switch (fields[3].strip()) {
            case "million" -> true;
            case "share" -> false;
            default -> throw wrong("unit must be share or million, got '" + fields[3] + "'");
        };
    }

    private BigDecimal amount(String column, String text) {
        // Plain decimals only: 1e9 in a fee table is a slip of the keyboard.
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw wrong(column + " must be a plain decimal that is not negative, got '" + text + "'");
        }
        return new BigDecimal(text);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + " line " + line + ": " + what);
    }
}
