package io.portcullis.agent.value;

import io.portcullis.indicators.Piotroski;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Fundamental;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One year's numbers, those that are not reported as NaN.
 *
 * @param periodDay last day of the year, days since the epoch
 * @param knownNanos when it was filed
 * @param values by the ordinal of {@link Items}; never written to
 */
record Statement(long periodDay, long knownNanos, double[] values) {
    static Statement of(Fundamental fundamental) {
        double[] values = new double[Items.values().length];
        for (Items item : Items.values()) {
            values[item.ordinal()] = item.of(fundamental.items());
        }
        long day = TradingCalendar.nyse().dateAt(fundamental.eventTimeNanos()).toEpochDay();
        return new Statement(day, fundamental.knownTimeNanos(), values);
    }

    double get(Items item) {
        return values[item.ordinal()];
    }

    /** What is often left out because there is none. */
    double orZero(Items item) {
        double value = get(item);
        return Double.isNaN(value) ? 0 : value;
    }

    double debt() {
        return orZero(Items.LONG_TERM_DEBT) + orZero(Items.SHORT_TERM_DEBT);
    }

    /** Sources write spending as a negative flow or as a positive number. */
    double freeCash() {
        return get(Items.OPERATING_CASH) - Math.abs(orZero(Items.CAPITAL_SPENDING));
    }

    /** What Piotroski's points need; what is left out because there is none is zero. */
    Piotroski.Year year() {
        return new Piotroski.Year(
                periodDay,
                get(Items.ASSETS),
                orZero(Items.LONG_TERM_DEBT),
                get(Items.CURRENT_ASSETS),
                get(Items.CURRENT_LIABILITIES),
                orZero(Items.SHARES_ISSUED),
                get(Items.NET_INCOME),
                get(Items.OPERATING_CASH),
                get(Items.REVENUE),
                get(Items.GROSS_PROFIT));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(periodDay);
        out.writeLong(knownNanos);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static Statement readFrom(DataInput in) throws IOException {
        long periodDay = in.readLong();
        long knownNanos = in.readLong();
        double[] values = new double[Items.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return new Statement(periodDay, knownNanos, values);
    }
}
