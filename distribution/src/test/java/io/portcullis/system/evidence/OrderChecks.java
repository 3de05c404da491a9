package io.portcullis.system.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/** What must be true of every order at its decision, and of the signals that it came from. */
final class OrderChecks {
    private static final LocalTime EARLIEST_CLOSE = LocalTime.of(13, 0);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final double MONEY_TOLERANCE = 0.01;
    private static final double PRICE_TOLERANCE = 1e-6;
    private static final double BPS_TOLERANCE = 0.01;
    private static final Set<String> VERDICTS = Set.of("ALLOW", "REDUCE", "DENY");

    private final RawData data;
    private final LimitTable limits;
    private final Findings findings;
    private final NavigableSet<LocalDate> sessions;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> opinions = new HashSet<>();
    private Instant lastDecision = Instant.MIN;
    private String pack;

    OrderChecks(RawData data, LimitTable limits, Findings findings) {
        this.data = data;
        this.limits = limits;
        this.findings = findings;
        this.sessions = data.sessions();
    }

    /** Signals: at a close, in order, once each, on instruments of the data set. */
    void signals(List<RunFiles.Signal> signals) {
        RunFiles.Signal before = null;
        for (RunFiles.Signal signal : signals) {
            if (!isAtClose(signal.time())) {
                found("signal-time", RunFiles.SIGNALS, signal.row(), signal.time() + " is no session's close");
            }
            if (!data.sectors.containsKey(signal.instrument())) {
                found("signal-instrument", RunFiles.SIGNALS, signal.row(), signal.instrument() + " is not listed");
            }
            if (before != null && compare(before, signal) >= 0) {
                found("signal-order", RunFiles.SIGNALS, signal.row(), "not after the row before, or the same again");
            }
            before = signal;
            opinions.add(signal.time() + signal.instrument() + signal.sign());
        }
    }

    private static int compare(RunFiles.Signal a, RunFiles.Signal b) {
        int byTime = a.time().compareTo(b.time());
        int byInstrument = byTime != 0 ? byTime : a.instrument().compareTo(b.instrument());
        return byInstrument != 0 ? byInstrument : a.agent().compareTo(b.agent());
    }

    private boolean isAtClose(Instant time) {
        LocalTime clock = RunFiles.clockOf(time);
        return sessions.contains(RunFiles.dateOf(time)) && (clock.equals(CLOSE) || clock.equals(EARLIEST_CLOSE));
    }

    /** The orders of one date, decided with this book after its close. */
    void orders(List<RunFiles.Order> orders, Ledger book, boolean mayRaise, boolean mayTrade) {
        Map<String, Double> pending = new HashMap<>();
        for (RunFiles.Order order : orders) {
            identity(order);
            values(order, book);
            double held = book.held(order.instrument());
            double room = -order.sign() * held - pending.getOrDefault(order.instrument(), 0.0);
            boolean raises = order.quantity() > room;
            if (order.passes()) {
                pending.merge(order.instrument(), order.quantity(), Double::sum);
                passed(order, raises, held);
                if (!mayTrade || (raises && !mayRaise)) {
                    found("drawdown-state", RunFiles.ORDERS, order.row(), order.id() + " passed in a drawdown");
                }
            }
        }
    }

    private void identity(RunFiles.Order order) {
        if (!ids.add(order.id())) {
            found("order-id", RunFiles.ORDERS, order.row(), order.id() + " is there twice");
        }
        if (order.decidedAt().isBefore(lastDecision)) {
            found("order-time", RunFiles.ORDERS, order.row(), order.decidedAt() + " is before the row above");
        }
        lastDecision = order.decidedAt();
        if (!VERDICTS.contains(order.verdict())
                || (order.verdict().equals("ALLOW") != order.codes().isEmpty())) {
            found("verdict", RunFiles.ORDERS, order.row(), order.verdict() + " with codes '" + order.codes() + "'");
        }
        pack = pack == null ? order.pack() : pack;
        if (!order.pack().equals(pack)) {
            found("pack", RunFiles.ORDERS, order.row(), order.pack() + " instead of " + pack);
        }
        if (order.quantity() != Math.rint(order.quantity())) {
            found("whole-shares", RunFiles.ORDERS, order.row(), order.id() + " asks for " + order.quantity());
        }
    }

    private void values(RunFiles.Order order, Ledger book) {
        if (!isAtClose(order.decidedAt())) {
            found("order-time", RunFiles.ORDERS, order.row(), order.decidedAt() + " is no session's close");
        }
        if (Math.abs(order.equity() - book.equity()) > MONEY_TOLERANCE) {
            found("order-equity", RunFiles.ORDERS, order.row(), order.equity() + " against " + book.equity());
        }
        if (Math.abs(order.reference() - book.mark(order.instrument())) > PRICE_TOLERANCE) {
            found(
                    "reference",
                    RunFiles.ORDERS,
                    order.row(),
                    order.reference() + " against " + book.mark(order.instrument()));
        }
    }

    private void passed(RunFiles.Order order, boolean raises, double held) {
        String sector = data.sectors.get(order.instrument());
        double away = order.sign() * (order.limit() / order.reference() - 1) * 1e4;
        if (away > limits.of("collar-bps", sector, order.instrument()) + BPS_TOLERANCE) {
            found("collar", RunFiles.ORDERS, order.row(), away + " bps from the reference");
        }
        if (!raises) {
            return;
        }
        if (sector == null || !data.isMember(order.instrument(), order.date())) {
            found("member", RunFiles.ORDERS, order.row(), order.instrument() + " is no member on " + order.date());
        }
        if (!opinions.contains(order.decidedAt() + order.instrument() + order.sign())) {
            found("no-signal", RunFiles.ORDERS, order.row(), "nobody spoke for " + order.id() + " at that instant");
        }
        if (order.quantity() * order.limit() > limits.of("order-notional-max", sector, order.instrument()) + 1
                || order.quantity() > limits.of("order-quantity-max", sector, order.instrument())) {
            found("order-size", RunFiles.ORDERS, order.row(), order.quantity() + " at " + order.limit());
        }
        if (order.sign() < 0 && held - order.quantity() < 0) {
            shortSale(order, sector, order.quantity() - held);
        }
    }

    private void shortSale(RunFiles.Order order, String sector, double shortAfter) {
        RawData.Borrow borrow = data.borrow.get(order.instrument());
        if (borrow == null
                || shortAfter > borrow.available()
                || borrow.feePercent() > limits.of("borrow-fee-max-percent", sector, order.instrument())) {
            found("borrow", RunFiles.ORDERS, order.row(), order.instrument() + " short " + shortAfter + ", " + borrow);
        }
    }

    private void found(String rule, String file, long row, String what) {
        findings.add(rule, file, row, what);
    }
}
