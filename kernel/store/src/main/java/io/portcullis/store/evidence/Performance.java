package io.portcullis.store.evidence;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import java.util.Arrays;

/**
 * An account's path from one trading date's end to the next, folded from the log. Returns are simple; a year has 252 trading
 * dates. Not thread-safe.
 */
public final class Performance {
    private static final int DAYS_PER_YEAR = 252;

    private final FillFilter fills = new FillFilter();
    private final Money capital;
    private double[] equity = new double[256];
    private int days;
    private double tradedToday;
    private double turnoverSum;
    private double exposureSum;

    /** A path that starts with this capital, before the first trading date. */
    public Performance(Money capital) {
        if (capital.signum() <= 0) {
            throw new IllegalArgumentException("the capital must be positive, got " + capital);
        }
        this.capital = capital;
    }

    /** Takes one event of the log. */
    public void on(long position, EngineEvent event) {
        Fill fill = fills.firstSight(event);
        if (fill != null) {
            tradedToday += Price.notionalRaw(fill.price().raw(), fill.quantity().raw()) / (double) Money.ONE;
        } else if (event instanceof EngineEvent.DayClosed day) {
            close(day);
        }
    }

    private void close(EngineEvent.DayClosed day) {
        double before = days == 0 ? capital.toDouble() : equity[days - 1];
        if (days == equity.length) {
            equity = Arrays.copyOf(equity, 2 * days);
        }
        equity[days] = day.equity().toDouble();
        turnoverSum += before > 0 ? tradedToday / before / 2 : 0;
        exposureSum += equity[days] > 0 ? day.gross().toDouble() / equity[days] : 0;
        tradedToday = 0;
        days++;
    }

    /** The figures so far. */
    public Summary summary() {
        double[] returns = returns();
        return new Summary(
                days,
                days == 0 ? 0 : equity[days - 1] - capital.toDouble(),
                totalReturn(returns),
                maxDrawdown(returns),
                sharpe(returns),
                days == 0 ? 0 : turnoverSum / days,
                days == 0 ? 0 : exposureSum / days);
    }

    private double[] returns() {
        double[] returns = new double[days];
        double before = capital.toDouble();
        for (int i = 0; i < days; i++) {
            returns[i] = equity[i] / before - 1;
            before = equity[i];
        }
        return returns;
    }

    /** What one unit became, less one; NaN returns count as no return. */
    public static double totalReturn(double[] returns) {
        double value = 1;
        for (double each : returns) {
            value *= Double.isNaN(each) ? 1 : 1 + each;
        }
        return value - 1;
    }

    /** The largest fall from a peak, as a positive fraction of it; the start is the first peak. */
    public static double maxDrawdown(double[] returns) {
        double value = 1;
        double peak = 1;
        double worst = 0;
        for (double each : returns) {
            value *= Double.isNaN(each) ? 1 : 1 + each;
            peak = Math.max(peak, value);
            worst = Math.max(worst, 1 - value / peak);
        }
        return worst;
    }

    /** Mean over standard deviation (of a sample) of the returns that are there, times the root of 252; 0 where undefined. */
    public static double sharpe(double[] returns) {
        double[] present =
                Arrays.stream(returns).filter(each -> !Double.isNaN(each)).toArray();
        if (present.length < 2) {
            return 0;
        }
        double mean = Arrays.stream(present).sum() / present.length;
        double squares = Arrays.stream(present)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double deviation = StrictMath.sqrt(squares / (present.length - 1));
        return deviation == 0 ? 0 : mean / deviation * StrictMath.sqrt(DAYS_PER_YEAR);
    }

    /**
     * Figures of a path.
     *
     * @param days trading dates
     * @param netPnl equity at the end less the capital, account currency
     * @param totalReturn the same as a fraction of the capital
     * @param maxDrawdown largest fall from a peak, the start included, as a positive fraction
     * @param sharpe annualised, without a riskless rate
     * @param turnover mean per trading date of half the traded value over the equity before
     * @param meanGrossExposure mean over trading dates of gross value over equity at their ends
     */
    public record Summary(
            int days,
            double netPnl,
            double totalReturn,
            double maxDrawdown,
            double sharpe,
            double turnover,
            double meanGrossExposure) {
        /** Turnover of a year of such dates. */
        public double turnoverPerYear() {
            return turnover * DAYS_PER_YEAR;
        }
    }
}
