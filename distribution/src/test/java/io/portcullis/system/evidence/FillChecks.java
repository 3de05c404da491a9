package io.portcullis.system.evidence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;

/** What must be true of every execution: whose order, when, at what price, how much of the bar, and what it leaves. */
final class FillChecks {
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final double HALF_SPREAD = 2e-4;
    private static final double IMPACT_Y = 0.5;
    private static final double PARTICIPATION = 0.05;
    private static final double PRICE_TOLERANCE = 1e-7;
    private static final double SHARE_TOLERANCE = 1e-6;
    private static final double FRACTION_TOLERANCE = 1e-9;

    private final RawData data;
    private final LimitTable limits;
    private final Findings findings;
    private final Map<String, RunFiles.Order> orders = new HashMap<>();
    private final Map<String, Double> filled = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final NavigableSet<LocalDate> sessions;
    private double costs;
    /** Quantities above their limit that no fill had raised, by quantity: price moves did it. */
    final Map<String, Integer> drift = new TreeMap<>();

    FillChecks(RawData data, LimitTable limits, List<RunFiles.Order> orders, Findings findings) {
        this.data = data;
        this.limits = limits;
        this.findings = findings;
        this.sessions = data.sessions();
        orders.forEach(order -> this.orders.put(order.id(), order));
    }

    /** The fills of one opening, on the marks that their decisions used; applies them to the book. */
    void opening(
            LocalDate date, List<RunFiles.Fill> fills, Ledger book, Map<String, Double> marks, TrailingSigma sigma) {
        Map<String, Double> taken = new HashMap<>();
        for (RunFiles.Fill fill : fills) {
            RunFiles.Order order = orders.get(fill.orderId());
            RawData.Bar bar = data.bar(fill.instrument(), date);
            if (!ids.add(fill.id())) {
                found("fill-id", fill, fill.id() + " is there twice");
            }
            if (belongs(fill, order)) {
                timely(date, fill, order);
                exposure(fill, order, book, marks);
            }
            if (bar == null || data.isSuspect(fill.instrument(), date)) {
                found("bar", fill, fill.instrument() + " has no sound bar on " + date);
            } else {
                price(fill, bar, taken, sigma.of(fill.instrument()));
            }
            book.apply(fill);
        }
    }

    /** What the fills so far lost against their bars' opens, and their fees. */
    double costs() {
        return costs;
    }

    private boolean belongs(RunFiles.Fill fill, RunFiles.Order order) {
        if (order == null || !order.passes()) {
            found("no-order", fill, fill.orderId() + " is no order that passed");
            return false;
        }
        double sum = filled.merge(fill.orderId(), fill.quantity(), Double::sum);
        if (!order.instrument().equals(fill.instrument()) || order.sign() != fill.sign()) {
            found("wrong-order", fill, fill.orderId() + " is another instrument's or side's");
        }
        if (sum > order.quantity() + SHARE_TOLERANCE) {
            found("overfill", fill, sum + " of " + order.quantity());
        }
        if (fill.quantity() != Math.rint(fill.quantity())) {
            found("whole-shares", fill, "a fill of " + fill.quantity());
        }
        if (fill.sign() * (fill.price() - order.limit()) > PRICE_TOLERANCE) {
            found("limit-price", fill, fill.price() + " against the limit " + order.limit());
        }
        return true;
    }

    private void timely(LocalDate date, RunFiles.Fill fill, RunFiles.Order order) {
        if (!fill.time().isAfter(order.decidedAt())) {
            found("look-ahead", fill, fill.time() + " is not after the decision at " + order.decidedAt());
        }
        if (!date.equals(sessions.higher(order.date()))
                || !RunFiles.clockOf(fill.time()).equals(OPEN)) {
            found("not-next-open", fill, fill.time() + " is not the open after " + order.decidedAt());
        }
    }

    private void price(RunFiles.Fill fill, RawData.Bar bar, Map<String, Double> taken, double sigma) {
        double side = taken.merge(fill.instrument() + fill.sign(), fill.quantity(), Double::sum);
        double both = side + taken.getOrDefault(fill.instrument() + -fill.sign(), 0.0);
        if (both > Math.floor(PARTICIPATION * bar.volume() + SHARE_TOLERANCE) + SHARE_TOLERANCE) {
            found("participation", fill, both + " of a volume of " + bar.volume());
        }
        double away = HALF_SPREAD + IMPACT_Y * sigma * Math.sqrt(side / bar.volume());
        double expected = bar.open() * (1 + fill.sign() * away);
        costs += fill.sign() * (fill.price() - bar.open()) * fill.quantity() + fill.fee();
        if (Math.abs(fill.price() - expected) > PRICE_TOLERANCE * bar.open()) {
            found("price", fill, fill.price() + " against " + expected + " from an open of " + bar.open());
        }
    }

    /** Every quantity that has a limit, before and after: what the fill raises must end inside it. */
    private void exposure(RunFiles.Fill fill, RunFiles.Order order, Ledger book, Map<String, Double> marks) {
        String instrument = fill.instrument();
        String sector = data.sectors.getOrDefault(instrument, "unknown");
        double before = book.held(instrument) * marks.getOrDefault(instrument, order.reference());
        double after = before + fill.sign() * fill.quantity() * marks.getOrDefault(instrument, order.reference());
        double change = Math.abs(after) - Math.abs(before);
        double gross = 0;
        double net = 0;
        double inSector = 0;
        for (Map.Entry<String, Double> held : book.shares.entrySet()) {
            double value = held.getValue() * marks.getOrDefault(held.getKey(), 0.0);
            gross += Math.abs(value);
            net += value;
            inSector += sector.equals(data.sectors.get(held.getKey())) ? Math.abs(value) : 0;
        }
        limit(fill, "name", Math.abs(before), Math.abs(after), order, limits.of("name-max", sector, instrument));
        limit(fill, "gross", gross, gross + change, order, limits.global("gross-max"));
        netLimit(fill, change, net, net + after - before, order);
        limit(fill, "sector", inSector, inSector + change, order, limits.of("sector-max", sector, ""));
        if (change > 0 && !data.isMember(instrument, fill.date())) {
            found("member", fill, instrument + " is no member on " + fill.date());
        }
        if (change > 0 && after < 0 && !data.borrow.containsKey(instrument)) {
            found("borrow", fill, instrument + " is short and not on the borrow list");
        }
    }

    /** An exit is never refused, and one of a hedge leaves the rest more one-sided: told apart, not found. */
    private void netLimit(RunFiles.Fill fill, double change, double before, double after, RunFiles.Order order) {
        double max = limits.global("net-max");
        if (change < 0 && Math.abs(after) > Math.abs(before) && Math.abs(after) > max * order.equity()) {
            drift.merge("net, raised by an exit", 1, Integer::sum);
        } else {
            limit(fill, "net", Math.abs(before), Math.abs(after), order, max);
        }
    }

    private void limit(
            RunFiles.Fill fill, String quantity, double before, double after, RunFiles.Order order, double max) {
        if (after <= max * order.equity() * (1 + FRACTION_TOLERANCE)) {
            return;
        }
        if (after > before) {
            found("limit-" + quantity, fill, after / order.equity() + " of equity against " + max);
        } else {
            drift.merge(quantity, 1, Integer::sum);
        }
    }

    private void found(String rule, RunFiles.Fill fill, String what) {
        findings.add(rule, RunFiles.FILLS, fill.row(), what);
    }
}
