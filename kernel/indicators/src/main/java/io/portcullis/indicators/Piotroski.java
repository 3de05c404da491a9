package io.portcullis.indicators;

/** Piotroski's nine points for books that get better (2000), all strict, by assets at the beginning of the year as in his paper. */
public final class Piotroski {
    /** Fiscal years end on different weekdays, and now and then a month apart. */
    private static final int YEAR_DAYS_MIN = 330;

    private static final int YEAR_DAYS_MAX = 400;

    private Piotroski() {}

    /**
     * What the points need of one year's statement, NaN for what was not reported.
     *
     * @param lastDay last day of the year, days since the epoch
     * @param assets total assets at its end
     * @param longDebt long-term debt at its end
     * @param currentAssets at its end
     * @param currentLiabilities at its end
     * @param sharesIssued what selling shares of its own brought in, less what was bought back
     * @param netIncome of the year
     * @param operatingCash cash flow from operations
     * @param sales of the year
     * @param grossProfit of the year
     */
    public record Year(
            long lastDay,
            double assets,
            double longDebt,
            double currentAssets,
            double currentLiabilities,
            double sharesIssued,
            double netIncome,
            double operatingCash,
            double sales,
            double grossProfit) {
        /** True when this year is the one behind the other. */
        public boolean follows(Year before) {
            long days = lastDay - before.lastDay;
            return days >= YEAR_DAYS_MIN && days <= YEAR_DAYS_MAX;
        }

        private double currentRatio() {
            return currentAssets / currentLiabilities;
        }

        private double grossMargin() {
            return grossProfit / sales;
        }
    }

    /** Zero to nine, of three years in a row; a point needs its numbers, and is not given without them. */
    public static int points(Year now, Year before, Year earlier) {
        double returnNow = now.netIncome / before.assets;
        double cashNow = now.operatingCash / before.assets;
        int points = 0;
        points += returnNow > 0 ? 1 : 0;
        points += cashNow > 0 ? 1 : 0;
        points += returnNow > before.netIncome / earlier.assets ? 1 : 0;
        points += cashNow > returnNow ? 1 : 0;
        points += leverage(now, before) < leverage(before, earlier) ? 1 : 0;
        points += now.currentRatio() > before.currentRatio() ? 1 : 0;
        points += now.sharesIssued <= 0 ? 1 : 0;
        points += now.grossMargin() > before.grossMargin() ? 1 : 0;
        points += now.sales / before.assets > before.sales / earlier.assets ? 1 : 0;
        return points;
    }

    private static double leverage(Year year, Year before) {
        return year.longDebt / ((year.assets + before.assets) / 2);
    }
}
