package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** An answer about the past, for people; the exact numbers of fractions come with --json. */
final class PastText {
    private static final MathContext SHOWN = new MathContext(6);

    private final JsonNode past;
    private final JsonNode answer;
    private final List<String> lines = new ArrayList<>();

    private PastText(JsonNode past) {
        this.past = past;
        this.answer = past.path("answer");
    }

    /** The lines of an answer, from this process or from a server. */
    static List<String> lines(JsonNode past) {
        PastText text = new PastText(past);
        text.heading();
        switch (past.path("what").asText()) {
            case "positions" -> text.positions();
            case "exposure" -> text.exposure();
            case "orders" -> text.orders();
            case "rules" -> text.rules();
            default -> text.kill();
        }
        return text.lines;
    }

    private void heading() {
        lines.add(text("what") + " as of position " + text("asOfPosition") + ", " + text("asOfTime") + ", after "
                + text("asOfEvent"));
        lines.add("session " + text("session") + ", pack " + text("packHash") + ", chain " + text("chain"));
        long snapshot = past.path("snapshotPosition").asLong();
        String replayed = past.path("replayed").asText() + " events replayed";
        lines.add(snapshot == 0 ? replayed + " from the start" : replayed + " from the snapshot at " + snapshot);
        past.path("notes").forEach(note -> lines.add("note: " + note.asText()));
        lines.add("");
    }

    private String text(String field) {
        return past.path(field).asText();
    }

    private static String text(JsonNode row, String field) {
        String text = row.path(field).asText();
        return text.isEmpty() ? "-" : text;
    }

    private void positions() {
        for (String field : List.of("equity", "cash", "capital", "realised", "unrealised", "borrowFees")) {
            lines.add(String.format("%-12s %s %s", field, text(answer, field), text(answer, "currency")));
        }
        TextTable table =
                new TextTable("INSTRUMENT", "SECTOR", "QUANTITY", "AVERAGE", "MARK", "VALUE", "UNREALISED", "REALISED");
        rows(
                "positions",
                table,
                (row, into) -> into.add(
                        text(row, "instrument"),
                        text(row, "sector"),
                        text(row, "quantity"),
                        text(row, "averagePrice"),
                        text(row, "mark"),
                        text(row, "value"),
                        text(row, "unrealised"),
                        text(row, "realised")));
    }

    private void exposure() {
        lines.add("equity " + text(answer, "equity") + " " + text(answer, "currency"));
        TextTable table =
                new TextTable("MEASURE", "SCOPE", "HELD", "WITH PENDING", "BUYS", "SALES", "FRACTION", "LIMIT", "LEFT");
        rows(
                "exposures",
                table,
                (row, into) -> into.add(
                        text(row, "measure"),
                        text(row, "scope"),
                        text(row, "held"),
                        text(row, "withPending"),
                        text(row, "pendingBuy"),
                        text(row, "pendingSell"),
                        number(row, "fraction"),
                        number(row, "limit"),
                        number(row, "headroom")));
    }

    private static String number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isNumber()
                ? value.decimalValue().round(SHOWN).stripTrailingZeros().toPlainString()
                : "-";
    }

    private void orders() {
        lines.add(text(answer, "open") + " open, " + text(answer, "known") + " known"
                + (answer.path("leftOut").asInt() == 0 ? "" : ", the oldest " + text(answer, "leftOut") + " left out"));
        TextTable table = new TextTable(
                "ORDER", "KEY", "INSTRUMENT", "SIDE", "QUANTITY", "LIMIT", "FILLED", "STATE", "LAST EVENT", "AT");
        rows(
                "orders",
                table,
                (row, into) -> into.add(
                        text(row, "orderId"),
                        text(row, "key"),
                        text(row, "instrument"),
                        text(row, "side"),
                        text(row, "quantity"),
                        text(row, "limit"),
                        text(row, "cumQty"),
                        text(row, "state"),
                        text(row, "lastEvent"),
                        text(row, "lastEventPosition")));
    }

    private void rules() {
        if (answer.path("pack").asText().isEmpty()) {
            lines.add("no rule pack was active: every order was denied");
            return;
        }
        lines.add("pack " + text(answer, "pack") + " " + text(answer, "packHash") + ", judged by "
                + text(answer, "policyVersion"));
        lines.add("activated " + text(answer, "activatedAt") + " at position " + text(answer, "activatedPosition")
                + " by " + text(answer, "activatedBy"));
        for (String ring : List.of("gate", "watch")) {
            List<String> ids = new ArrayList<>();
            answer.path(ring).forEach(id -> ids.add(id.asText()));
            lines.add(ring + ": " + String.join(", ", ids));
        }
        TextTable table = new TextTable("LIMIT", "SCOPE", "VALUE", "UNIT");
        rows(
                "limits",
                table,
                (row, into) ->
                        into.add(text(row, "limit"), text(row, "scope"), number(row, "value"), text(row, "unit")));
    }

    private void kill() {
        if (answer.path("states").isEmpty()) {
            lines.add("every scope was NORMAL");
            return;
        }
        TextTable table = new TextTable("SCOPE", "STATE", "SINCE", "POSITION", "BY", "REASON");
        rows(
                "states",
                table,
                (row, into) -> into.add(
                        text(row, "scope"),
                        text(row, "state"),
                        text(row, "since"),
                        text(row, "position"),
                        text(row, "by"),
                        text(row, "reason")));
    }

    private void rows(String field, TextTable table, BiConsumer<JsonNode, TextTable> row) {
        answer.path(field).forEach(each -> row.accept(each, table));
        lines.addAll(table.lines());
    }
}
