package io.portcullis.system.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges a back test from what it left behind: the csv files of the run, the raw files that the descriptor names and the pack's
 * limits table. Rebuilds positions, money and marks day by day and lists every row that cannot be.
 *
 * <p>Tolerances: money 0.01 (the product rounds each amount to a millionth and marks after a split to 1e-8), prices 1e-7 of the
 * open. Drift is told apart: what is above its limit because prices moved, or because an exit, which is never refused, left the
 * rest more one-sided.
 */
public final class EvidenceChecker {
    private static final double MONEY_TOLERANCE = 0.01;
    /** Enough sessions before the first for sixty returns. */
    private static final int HISTORY_DAYS = 200;
    /** The watch rules look whenever equity moved by a basis point: nearer than two of them to a limit nothing is certain. */
    private static final double DRAWDOWN_MARGIN = 2e-4;

    private final RawData data;
    private final LimitTable limits;
    private final RunFiles run;
    private final Findings findings;
    private final Ledger book;
    private final FillChecks fillChecks;
    private final OrderChecks orderChecks;
    private final FifoTrades trades = new FifoTrades();
    private final TrailingSigma sigma = new TrailingSigma();
    private double peak;
    private double worstDrawdown;
    private double worstDifference;
    private double borrowPaid;

    private EvidenceChecker(RawData data, LimitTable limits, RunFiles run, double capital, Findings findings) {
        this.data = data;
        this.limits = limits;
        this.run = run;
        this.findings = findings;
        this.book = new Ledger(capital);
        this.peak = capital;
        this.fillChecks = new FillChecks(data, limits, run.orders, findings);
        this.orderChecks = new OrderChecks(data, limits, findings);
    }

    /**
     * What a check came to.
     *
     * @param findings rows that cannot be
     * @param drift quantities above their limit that no entry had raised, by quantity
     * @param trades round trips
     * @param worstDifference largest difference between equity.csv and what was rebuilt
     * @param pnl equity at the end less the capital
     * @param costs what trading cost: distance to the bars' opens, fees, borrow
     */
    record Result(
            Findings findings,
            Map<String, Integer> drift,
            FifoTrades.Summary trades,
            double worstDifference,
            double pnl,
            double costs) {}

    /** Reads the raw data once for several checks of runs between these dates. */
    static RawData data(Path descriptor, LocalDate from, LocalDate to) throws IOException {
        return RawData.read(descriptor, from.minusDays(HISTORY_DAYS), to.plusDays(10));
    }

    /** Checks a run's folder. */
    static Result check(RawData data, Path limits, Path folder, double capital) throws IOException {
        Findings findings = new Findings();
        RunFiles run = RunFiles.read(folder, findings);
        if (run.days.isEmpty()) {
            findings.add("day", RunFiles.EQUITY, 0, "no day at all");
            return new Result(findings, Map.of(), null, 0, 0, 0);
        }
        EvidenceChecker checker = new EvidenceChecker(data, LimitTable.read(limits), run, capital, findings);
        return checker.check(folder, capital);
    }

    private Result check(Path folder, double capital) throws IOException {
        orderChecks.signals(run.signals);
        Map<LocalDate, List<RunFiles.Fill>> fills =
                run.fills.stream().collect(Collectors.groupingBy(RunFiles.Fill::date));
        Map<LocalDate, List<RunFiles.Order>> orders =
                run.orders.stream().collect(Collectors.groupingBy(RunFiles.Order::date));
        LocalDate first = run.days.get(0).date();
        LocalDate last = run.days.get(run.days.size() - 1).date();
        Map<LocalDate, RunFiles.Day> days = days();
        for (LocalDate date : data.bars.headMap(last, true).keySet()) {
            Map<String, Double> decided = new HashMap<>(book.marks);
            beforeOpen(date, decided);
            fillChecks.opening(date, fills.getOrDefault(date, List.of()), book, decided, sigma);
            fills.getOrDefault(date, List.of()).forEach(trades::fill);
            close(date);
            if (!date.isBefore(first)) {
                decide(orders.getOrDefault(date, List.of()));
                roll(date, days.get(date));
                fills.remove(date);
                orders.remove(date);
            }
        }
        fills.values()
                .forEach(rest -> rest.forEach(fill -> findings.add(
                        "no-day", RunFiles.FILLS, fill.row(), fill.time() + " is on no day of equity.csv")));
        orders.values()
                .forEach(rest -> rest.forEach(order -> findings.add(
                        "no-day", RunFiles.ORDERS, order.row(), order.decidedAt() + " is on no day of equity.csv")));
        FifoTrades.Summary summary = trades.summary(book.marks);
        if (Files.exists(folder.resolve(SummaryChecks.SUMMARY))) {
            new SummaryChecks(folder, findings).check(run, data, capital, summary);
        }
        double pnl = run.days.get(run.days.size() - 1).equity() - capital;
        return new Result(findings, fillChecks.drift, summary, worstDifference, pnl, fillChecks.costs() + borrowPaid);
    }

    private Map<LocalDate, RunFiles.Day> days() {
        Map<LocalDate, RunFiles.Day> days = new HashMap<>();
        LocalDate before = LocalDate.MIN;
        for (RunFiles.Day day : run.days) {
            if (!day.date().isAfter(before) || !data.bars.containsKey(day.date())) {
                findings.add("day", RunFiles.EQUITY, day.row(), day.date() + " is no session after the row before");
            }
            before = day.date();
            days.put(day.date(), day);
        }
        return days;
    }

    private void beforeOpen(LocalDate date, Map<String, Double> decided) {
        for (RawData.Action action : data.actions.getOrDefault(date, List.of())) {
            double newMark = book.mark(action.instrument()) * action.q() / action.p();
            trades.apply(action, newMark);
            book.apply(action);
            // what was decided was decided at the old mark; a split only says it in other shares
            decided.computeIfPresent(action.instrument(), (id, mark) -> mark * action.q() / action.p());
            sigma.split(action);
        }
    }

    private void close(LocalDate date) {
        data.bars.get(date).forEach((instrument, bar) -> {
            if (!data.isSuspect(instrument, date)) {
                book.marks.put(instrument, bar.close());
                sigma.close(instrument, bar.close());
            }
        });
    }

    private void decide(List<RunFiles.Order> orders) {
        worstDrawdown = Math.max(worstDrawdown, 1 - book.equity() / peak);
        orderChecks.orders(
                orders,
                book,
                worstDrawdown < limits.global("drawdown-reduce-only") + DRAWDOWN_MARGIN,
                worstDrawdown < limits.global("drawdown-kill") + DRAWDOWN_MARGIN);
        peak = Math.max(peak, book.equity());
    }

    private void roll(LocalDate date, RunFiles.Day day) {
        LocalDate next = data.bars.higherKey(date);
        double borrowFee = book.borrowFee(data.borrow, next == null ? 1 : ChronoUnit.DAYS.between(date, next));
        book.cash -= borrowFee;
        borrowPaid += borrowFee;
        if (day == null) {
            findings.add("day", RunFiles.EQUITY, 0, date + " is missing");
            return;
        }
        compare(day, "equity", day.equity(), book.equity());
        compare(day, "cash", day.cash(), book.cash);
        compare(day, "gross", day.gross(), book.gross());
        compare(day, "net", day.net(), book.net());
    }

    private void compare(RunFiles.Day day, String column, double said, double rebuilt) {
        double difference = Math.abs(said - rebuilt);
        worstDifference = Math.max(worstDifference, difference);
        if (!(difference <= MONEY_TOLERANCE)) {
            findings.add(
                    column,
                    RunFiles.EQUITY,
                    day.row(),
                    String.format(Locale.ROOT, "%s: %s says %.6f, rebuilt %.6f", day.date(), column, said, rebuilt));
        }
    }

    /** {@code DESCRIPTOR LIMITS FOLDER [CAPITAL]}: prints what it found; exit code 1 when there was anything. */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: EvidenceChecker DESCRIPTOR LIMITS FOLDER [CAPITAL]");
            System.exit(2);
        }
        Path folder = Path.of(args[2]);
        double capital = args.length > 3 ? Double.parseDouble(args[3]) : 10_000_000;
        List<LocalDate> dates = new ArrayList<>();
        CsvRows.read(folder.resolve(RunFiles.EQUITY), row -> dates.add(LocalDate.parse(row.text("date"))));
        RawData data = data(Path.of(args[0]), dates.get(0), dates.get(dates.size() - 1));
        Result result = check(data, Path.of(args[1]), folder, capital);
        System.out.println(dates.size() + " days " + dates.get(0) + " to " + dates.get(dates.size() - 1));
        System.out.println("findings " + result.findings());
        System.out.println("above a limit without being raised (drift) " + result.drift());
        System.out.println(result.trades());
        System.out.printf(
                Locale.ROOT,
                "P&L %.2f, of which costs %.2f; largest difference to equity.csv %.6f%n",
                result.pnl(),
                -result.costs(),
                result.worstDifference());
        System.exit(result.findings().isEmpty() ? 0 : 1);
    }

    /** For tests: the instant of a session's nominal open. */
    static Instant openOf(LocalDate date) {
        return date.atTime(9, 30).atZone(ZoneId.of("America/New_York")).toInstant();
    }
}
