package io.portcullis.agent.undervalued;

import io.portcullis.indicators.Piotroski;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Fundamental;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;

/**
 * The numbers of one year that multiples are made of; NaN for what was not reported.
 *
 * @param periodDay last day of the year, days since the epoch
 * @param numbers by the ordinal of {@link Line}; never written to
 */
record Report(long periodDay, double[] numbers) {

    /** The lines of a report, with the names that sources give them: those of the annual data set, then of US-GAAP. */
    enum Line {
        ASSETS("TotalAssets", "Assets"),
        CURRENT_ASSETS("TotalCurrentAssets", "AssetsCurrent"),
        CURRENT_LIABILITIES("TotalCurrentLiabilities", "LiabilitiesCurrent"),
        LIABILITIES("TotalLiabilities", "Liabilities"),
        EQUITY("TotalEquity", "StockholdersEquity"),
        RETAINED("RetainedEarnings", "RetainedEarningsAccumulatedDeficit"),
        LONG_DEBT("Long-TermDebt", "LongTermDebtNoncurrent"),
        SHORT_DEBT("Short-TermDebt/CurrentPortionofLong-TermDebt", "DebtCurrent"),
        CASH("CashandCashEquivalents", "CashAndCashEquivalentsAtCarryingValue"),
        EARNINGS("NetIncome", "NetIncomeLoss"),
        EBIT("EarningsBeforeInterestandTax", "OperatingIncomeLoss"),
        GROSS_PROFIT("GrossProfit"),
        SALES("TotalRevenue", "RevenueFromContractWithCustomerExcludingAssessedTax", "Revenues"),
        OPERATING_CASH("NetCashFlow-Operating", "NetCashProvidedByUsedInOperatingActivities"),
        INVESTMENT("CapitalExpenditures", "PaymentsToAcquirePropertyPlantAndEquipment"),
        SHARES_ISSUED("SaleandPurchaseofStock", "ProceedsFromIssuanceOfCommonStock"),
        SHARES("EstimatedSharesOutstanding", "EntityCommonStockSharesOutstanding");

        private final String[] names;

        Line(String... names) {
            this.names = names;
        }

        private double of(SortedMap<String, Double> items) {
            for (String name : names) {
                if (items.containsKey(name)) {
                    return items.get(name);
                }
            }
            return Double.NaN;
        }
    }

    static Report of(Fundamental fundamental) {
        double[] numbers = new double[Line.values().length];
        for (Line line : Line.values()) {
            numbers[line.ordinal()] = line.of(fundamental.items());
        }
        return new Report(
                TradingCalendar.nyse().dateAt(fundamental.eventTimeNanos()).toEpochDay(), numbers);
    }

    double get(Line line) {
        return numbers[line.ordinal()];
    }

    private double orZero(Line line) {
        return Double.isNaN(get(line)) ? 0 : get(line);
    }

    double netDebt() {
        return orZero(Line.LONG_DEBT) + orZero(Line.SHORT_DEBT) - orZero(Line.CASH);
    }

    double freeCash() {
        return get(Line.OPERATING_CASH) - Math.abs(orZero(Line.INVESTMENT));
    }

    /** Altman's Z'' for firms of all kinds (1995): below 1.1 distress is near; NaN when a number is missing. */
    double altman() {
        double assets = get(Line.ASSETS);
        return 6.56 * (get(Line.CURRENT_ASSETS) - get(Line.CURRENT_LIABILITIES)) / assets
                + 3.26 * get(Line.RETAINED) / assets
                + 6.72 * get(Line.EBIT) / assets
                + 1.05 * get(Line.EQUITY) / get(Line.LIABILITIES);
    }

    /** What Piotroski's points need; what is left out because there is none is zero. */
    Piotroski.Year year() {
        return new Piotroski.Year(
                periodDay,
                get(Line.ASSETS),
                orZero(Line.LONG_DEBT),
                get(Line.CURRENT_ASSETS),
                get(Line.CURRENT_LIABILITIES),
                orZero(Line.SHARES_ISSUED),
                get(Line.EARNINGS),
                get(Line.OPERATING_CASH),
                get(Line.SALES),
                get(Line.GROSS_PROFIT));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(periodDay);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static Report readFrom(DataInput in) throws IOException {
        long periodDay = in.readLong();
        double[] numbers = new double[Line.values().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return new Report(periodDay, numbers);
    }
}
