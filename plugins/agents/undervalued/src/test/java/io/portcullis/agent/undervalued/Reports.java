package io.portcullis.agent.undervalued;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Fundamental;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Builds annual statements: a firm that stands still, unless told otherwise. */
final class Reports {
    private final InstrumentId firm;
    private final LocalDate year;
    private final TreeMap<String, Double> items = new TreeMap<>(Map.ofEntries(
            Map.entry("TotalAssets", 1000.0),
            Map.entry("TotalCurrentAssets", 400.0),
            Map.entry("TotalCurrentLiabilities", 200.0),
            Map.entry("TotalEquity", 500.0),
            Map.entry("TotalLiabilities", 500.0),
            Map.entry("RetainedEarnings", 200.0),
            Map.entry("Long-TermDebt", 100.0),
            Map.entry("CashandCashEquivalents", 50.0),
            Map.entry("NetIncome", 40.0),
            Map.entry("EarningsBeforeInterestandTax", 60.0),
            Map.entry("TotalRevenue", 800.0),
            Map.entry("GrossProfit", 300.0),
            Map.entry("NetCashFlow-Operating", 40.0),
            Map.entry("CapitalExpenditures", -10.0),
            Map.entry("EstimatedSharesOutstanding", 10.0)));

    private Reports(String firm, LocalDate year) {
        this.firm = InstrumentId.of(firm);
        this.year = year;
    }

    static Reports of(String firm, int year) {
        return new Reports(firm, LocalDate.of(year, 12, 31));
    }

    Reports with(String item, double value) {
        items.put(item, value);
        return this;
    }

    /** Known ninety days after the year. */
    Fundamental build() {
        return new Fundamental(
                firm, new TreeMap<>(items), TradingDays.closeNanos(year), TradingDays.closeNanos(year.plusDays(90)));
    }
}
