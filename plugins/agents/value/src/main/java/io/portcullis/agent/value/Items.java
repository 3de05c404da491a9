package io.portcullis.agent.value;

import java.util.SortedMap;

/** Finds a statement's numbers under the names that sources give them: those of the annual data set, and of US-GAAP. */
enum Items {
    ASSETS("TotalAssets", "Assets"),
    CURRENT_ASSETS("TotalCurrentAssets", "AssetsCurrent"),
    CURRENT_LIABILITIES("TotalCurrentLiabilities", "LiabilitiesCurrent"),
    EQUITY("TotalEquity", "StockholdersEquity"),
    LONG_TERM_DEBT("Long-TermDebt", "LongTermDebtNoncurrent", "LongTermDebt"),
    SHORT_TERM_DEBT("Short-TermDebt/CurrentPortionofLong-TermDebt", "LongTermDebtCurrent", "DebtCurrent"),
    MINORITY("MinorityInterest"),
    PREFERRED("Misc.Stocks", "PreferredStockValue"),
    CASH("CashandCashEquivalents", "CashAndCashEquivalentsAtCarryingValue"),
    NET_INCOME("NetIncome", "NetIncomeLoss"),
    EBIT("EarningsBeforeInterestandTax", "OperatingIncomeLoss"),
    REVENUE("TotalRevenue", "RevenueFromContractWithCustomerExcludingAssessedTax", "Revenues"),
    GROSS_PROFIT("GrossProfit"),
    OPERATING_CASH("NetCashFlow-Operating", "NetCashProvidedByUsedInOperatingActivities"),
    CAPITAL_SPENDING("CapitalExpenditures", "PaymentsToAcquirePropertyPlantAndEquipment"),
    SHARES_ISSUED("SaleandPurchaseofStock", "ProceedsFromIssuanceOfCommonStock"),
    SHARES("EstimatedSharesOutstanding", "EntityCommonStockSharesOutstanding");

    private final String[] names;

    Items(String... names) {
        this.names = names;
    }

    /** NaN when the statement does not have it. */
    double of(SortedMap<String, Double> items) {
        for (String name : names) {
            Double value = items.get(name);
            if (value != null) {
                return value;
            }
        }
        return Double.NaN;
    }
}
