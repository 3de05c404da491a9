package io.portcullis.system.evidence;

import java.util.Map;
import java.util.TreeMap;

/**
 * Shares, money and marks, rebuilt from fills and raw data: whole shares, cash in lieu at the mark on the new terms, dividends per
 * old share, marks at closes that nobody doubts.
 */
final class Ledger {
    final Map<String, Double> shares = new TreeMap<>();
    final Map<String, Double> marks = new TreeMap<>();
    double cash;

    Ledger(double capital) {
        cash = capital;
    }

    double held(String instrument) {
        return shares.getOrDefault(instrument, 0.0);
    }

    double mark(String instrument) {
        return marks.getOrDefault(instrument, 0.0);
    }

    double value(String instrument) {
        return held(instrument) * mark(instrument);
    }

    /** A dividend per old share, then the split. The mark follows both, as prices do on an ex-date. */
    void apply(RawData.Action action) {
        double before = held(action.instrument());
        double mark = mark(action.instrument());
        cash += before * action.dividend();
        if (action.p() != action.q()) {
            double exact = before * action.p() / action.q();
            double whole = exact < 0 ? Math.ceil(exact - 1e-7) : Math.floor(exact + 1e-7);
            cash += (exact - whole) * mark * action.q() / action.p();
            shares.put(action.instrument(), whole);
        }
        double afterDividend = Math.max(mark - action.dividend(), 0) * action.q() / action.p();
        if (afterDividend > 0) {
            marks.put(action.instrument(), afterDividend);
        }
    }

    void apply(RunFiles.Fill fill) {
        cash -= fill.sign() * fill.quantity() * fill.price() + fill.fee();
        shares.merge(fill.instrument(), fill.sign() * fill.quantity(), Double::sum);
        marks.putIfAbsent(fill.instrument(), fill.price());
    }

    double net() {
        return shares.keySet().stream().mapToDouble(this::value).sum();
    }

    double gross() {
        return shares.keySet().stream()
                .mapToDouble(each -> Math.abs(value(each)))
                .sum();
    }

    double equity() {
        return cash + net();
    }

    /** What shorts owe their lenders for some calendar days, on a year of 360. */
    double borrowFee(Map<String, RawData.Borrow> list, long days) {
        double sum = 0;
        for (String instrument : shares.keySet()) {
            RawData.Borrow borrow = list.get(instrument);
            if (held(instrument) < 0 && borrow != null) {
                sum -= value(instrument) * borrow.feePercent() / 100 / 360 * days;
            }
        }
        return sum;
    }
}
