package io.portcullis.indicators;

/** Returns between two prices. NaN in, NaN out; a start that is not positive gives NaN. */
public final class Returns {
    /** Trading days a year, by which daily variances are annualised. */
    public static final int DAYS_PER_YEAR = 252;

    private Returns() {}

    /** {@code to / from - 1}. */
    public static double simple(double from, double to) {
        return from > 0 ? to / from - 1 : Double.NaN;
    }

    /** {@code ln(to / from)}. */
    public static double log(double from, double to) {
        return from > 0 && to > 0 ? StrictMath.log(to / from) : Double.NaN;
    }

    /** Simple return of a holder over a split (new shares per old) and a dividend per old share. */
    public static double total(double from, double to, double split, double dividend) {
        return from > 0 ? (to * split + dividend) / from - 1 : Double.NaN;
    }

    /** A daily standard deviation per year. */
    public static double annualised(double dailySd) {
        return dailySd * StrictMath.sqrt(DAYS_PER_YEAR);
    }

    /** An annual standard deviation per day. */
    public static double daily(double annualSd) {
        return annualSd / StrictMath.sqrt(DAYS_PER_YEAR);
    }
}
