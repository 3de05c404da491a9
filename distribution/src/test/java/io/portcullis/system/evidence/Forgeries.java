package io.portcullis.system.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lies that the checker must find, file by file. */
final class Forgeries {
    private final List<Forgery> all = new ArrayList<>();
    /** An entry that was filled in full, and its fill. */
    private final String orderId;

    private final String decidedAt;
    private final String instrument;
    private final String suspectFillId;
    private final Instant suspectOpen;

    /**
     * Lies about a run.
     *
     * @param order a filled buy that raised its position
     * @param suspectFillId a fill in an instrument that is suspect at {@code suspectOpen}
     */
    Forgeries(RunFiles.Order order, String suspectFillId, Instant suspectOpen) {
        this.orderId = order.id();
        this.decidedAt = order.decidedAt().toString();
        this.instrument = order.instrument();
        this.suspectFillId = suspectFillId;
        this.suspectOpen = suspectOpen;
    }

    List<Forgery> all() {
        orders();
        fills();
        equity();
        signals();
        return all;
    }

    private void order(String name, String rule, Row edit) {
        all.add(new Forgery(name, RunFiles.ORDERS, rule, lines -> edit.at(lines, lines.find("orderId", orderId))));
    }

    private void fill(String name, String rule, Row edit) {
        all.add(new Forgery(name, RunFiles.FILLS, rule, lines -> edit.at(lines, lines.find("orderId", orderId))));
    }

    private void day(String name, String rule, Row edit) {
        all.add(new Forgery(name, RunFiles.EQUITY, rule, lines -> edit.at(lines, lines.last() / 2)));
    }

    private void signal(String name, String rule, Row edit) {
        all.add(new Forgery(name, RunFiles.SIGNALS, rule, lines -> edit.at(lines, behindTheOrder(lines))));
    }

    /** What is done at one row. */
    private interface Row {
        void at(Forgery.Lines lines, int row);
    }

    private int behindTheOrder(Forgery.Lines lines) {
        int row = lines.find("time", decidedAt);
        while (!lines.get(row, "instrument").equals(instrument)) {
            row++;
        }
        return row;
    }

    private static String moved(String time, Duration by) {
        return Instant.parse(time).plus(by).toString();
    }

    private void orders() {
        order("a refused order is filled", "no-order", (lines, row) -> {
            lines.set(row, "verdict", "DENY");
            lines.set(row, "codes", "name-limit");
        });
        order("the order is gone", "no-order", (lines, row) -> lines.rows.remove(row));
        order("the order was a sale", "wrong-order", (lines, row) -> lines.set(row, "side", "SELL"));
        order("the order was in another name", "wrong-order", (lines, row) -> lines.set(row, "instrument", "GEN999"));
        order("less was ordered than filled", "overfill", (lines, row) -> lines.set(row, "quantity", "1"));
        order("half a share was ordered", "whole-shares", (lines, row) -> lines.add(row, "quantity", 0.5));
        order("an order for everything", "order-size", (lines, row) -> lines.add(row, "quantity", 5e6));
        order(
                "a limit outside the collar",
                "collar",
                (lines, row) -> lines.set(
                        row,
                        "limitPrice",
                        Double.toString(1.2 * Double.parseDouble(lines.get(row, "referencePrice")))));
        order("filled beyond the limit", "limit-price", (lines, row) -> lines.set(row, "limitPrice", "0.01"));
        order(
                "decided a day later",
                "look-ahead",
                (lines, row) -> lines.set(row, "decidedAt", moved(decidedAt, Duration.ofDays(1))));
        order(
                "decided a day earlier",
                "not-next-open",
                (lines, row) -> lines.set(row, "decidedAt", moved(decidedAt, Duration.ofDays(-1))));
        order(
                "decided an hour before the close",
                "order-time",
                (lines, row) -> lines.set(row, "decidedAt", moved(decidedAt, Duration.ofHours(-1))));
        order("another reference price", "reference", (lines, row) -> lines.add(row, "referencePrice", 0.01));
        order("another equity", "order-equity", (lines, row) -> lines.add(row, "equity", 1));
        order("an equity that is no number", "unreadable", (lines, row) -> lines.set(row, "equity", "NaN"));
        order("the order is there twice", "order-id", (lines, row) -> lines.copy(row, row));
        order("judged by another pack", "pack", (lines, row) -> lines.set(row, "packHash", "00"));
        order("a verdict that nobody gives", "verdict", (lines, row) -> lines.set(row, "verdict", "MAYBE"));
        order("a verdict without its reason", "verdict", (lines, row) -> lines.set(row, "verdict", "DENY"));
    }

    private void fills() {
        fill("a cent better", "price", (lines, row) -> lines.add(row, "price", -0.01));
        fill("at a price of zero", "unreadable", (lines, row) -> lines.set(row, "price", "0"));
        fill("one share more", "overfill", (lines, row) -> lines.add(row, "quantity", 1));
        fill("half a share less", "whole-shares", (lines, row) -> lines.add(row, "quantity", -0.5));
        fill("more than the bar gives", "participation", (lines, row) -> lines.add(row, "quantity", 1e7));
        fill("more than the name may have", "limit-name", (lines, row) -> lines.add(row, "quantity", 1e5));
        fill("in the bar that decided it", "look-ahead", (lines, row) -> lines.set(row, "time", decidedAt));
        fill(
                "a day late",
                "not-next-open",
                (lines, row) -> lines.set(row, "time", moved(lines.get(row, "time"), Duration.ofDays(1))));
        fill(
                "half an hour after the open",
                "not-next-open",
                (lines, row) -> lines.set(row, "time", moved(lines.get(row, "time"), Duration.ofMinutes(30))));
        fill("the fill is gone", "equity", (lines, row) -> lines.rows.remove(row));
        fill("the fill is there twice", "fill-id", (lines, row) -> lines.copy(row, row));
        fill("a sale for a buy", "wrong-order", (lines, row) -> lines.set(row, "side", "SELL"));
        fill("of an order that never was", "no-order", (lines, row) -> lines.set(row, "orderId", "B0-0"));
        fill("in another name", "wrong-order", (lines, row) -> lines.set(row, "instrument", "GEN999"));
        fill("no fee", "cash", (lines, row) -> lines.set(row, "fee", "0"));
        fill("a fee paid to us", "cash", (lines, row) -> lines.add(row, "fee", -1000));
        all.add(new Forgery(
                "on a suspect day",
                RunFiles.FILLS,
                "bar",
                lines -> lines.set(lines.find("fillId", suspectFillId), "time", suspectOpen.toString())));
    }

    private void equity() {
        day("a little richer", "equity", (lines, row) -> lines.add(row, "equity", 0.02));
        day("a little more cash", "cash", (lines, row) -> lines.add(row, "cash", 0.02));
        day("a little less exposed", "gross", (lines, row) -> lines.add(row, "gross", -0.02));
        day("a little less one-sided", "net", (lines, row) -> lines.add(row, "net", -0.02));
        day("richer, consistently", "equity", (lines, row) -> {
            for (int each = row; each <= lines.last(); each++) {
                lines.add(each, "equity", 100);
                lines.add(each, "cash", 100);
            }
        });
        day("a bad day is left out", "day", (lines, row) -> lines.rows.remove(row));
        day("a day is there twice", "day", (lines, row) -> lines.copy(row, row));
        day("two days change places", "day", (lines, row) -> lines.swap(row, row + 1));
        day("a day without a session", "day", (lines, row) -> lines.set(row, "date", "2014-05-04"));
        day("the worst is cut off", "no-day", (lines, row) -> {
            while (lines.last() > row) {
                lines.rows.remove(lines.last());
            }
        });
        day("the start is cut off", "no-day", (lines, row) -> {
            for (int each = 1; each < row; each++) {
                lines.rows.remove(1);
            }
        });
        day("no number", "unreadable", (lines, row) -> lines.set(row, "equity", "NaN"));
        day("other columns", "header", (lines, row) -> lines.rows.get(0)[1] = "wealth");
    }

    private void signals() {
        signal("nobody spoke for the order", "no-signal", (lines, row) -> removeOpinions(lines));
        signal("they spoke against it", "no-signal", (lines, row) -> {
            for (int each = row; lines.get(each, "instrument").equals(instrument); each++) {
                lines.set(each, "direction", "SHORT");
            }
        });
        signal(
                "an hour before the close",
                "signal-time",
                (lines, row) -> lines.set(row, "time", moved(decidedAt, Duration.ofHours(-1))));
        signal(
                "on a day without a session",
                "signal-time",
                (lines, row) -> lines.set(row, "time", "2014-05-04T20:00:00Z"));
        signal("out of order", "signal-order", (lines, row) -> lines.swap(row, row + 1));
        signal("said twice", "signal-order", (lines, row) -> lines.copy(row, row));
        signal(
                "on a name that is not listed",
                "signal-instrument",
                (lines, row) -> lines.set(row, "instrument", "ZZZ"));
        signal("more than certain", "unreadable", (lines, row) -> lines.set(row, "p", "1.5"));
        signal("certain of nothing", "unreadable", (lines, row) -> lines.set(row, "p", "0"));
        signal("for no time", "unreadable", (lines, row) -> lines.set(row, "horizon", "0"));
        signal("by nobody", "unreadable", (lines, row) -> lines.set(row, "agent", ""));
        signal("sideways", "unreadable", (lines, row) -> lines.set(row, "direction", "UP"));
        signal("with a cell too many", "unreadable", (lines, row) -> lines.set(row, "p", "0.6,0.7"));
        signal("other columns", "header", (lines, row) -> lines.rows.get(0)[5] = "odds");
    }

    private void removeOpinions(Forgery.Lines lines) {
        lines.rows.removeIf(cells -> cells[0].equals(decidedAt) && cells[2].equals(instrument));
    }
}
