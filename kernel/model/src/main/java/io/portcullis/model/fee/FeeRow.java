package io.portcullis.model.fee;

import io.portcullis.model.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One dated rate of one kind of fee.
 *
 * @param line where it stands in the file, from 1
 * @param from first date on which it applies
 * @param kind which fee
 * @param side on which side it is charged; null for both
 * @param perMillion true for a rate per million of notional, false for a rate per share
 * @param rate the rate in its unit
 * @param floor least charge per execution; zero for none
 * @param cap most charge per execution; null for none
 * @param capPercent true when the cap is in per cent of the notional
 */
record FeeRow(
        int line,
        LocalDate from,
        String kind,
        Side side,
        boolean perMillion,
        BigDecimal rate,
        BigDecimal floor,
        BigDecimal cap,
        boolean capPercent) {

    private static final int PERCENT_DIGITS = 2;
    private static final int MILLION_DIGITS = 6;

    boolean appliesTo(Side other) {
        return side == null || side == other;
    }

    /** The charge, exact; the caller rounds. */
    BigDecimal charge(BigDecimal shares, BigDecimal notional) {
        BigDecimal charge = perMillion ? notional.multiply(rate).movePointLeft(MILLION_DIGITS) : shares.multiply(rate);
        charge = charge.max(floor);
        if (cap == null) {
            return charge;
        }
        return charge.min(capPercent ? notional.multiply(cap).movePointLeft(PERCENT_DIGITS) : cap);
    }

    /** The same charge in doubles, for cost estimates. */
    double charge(double shares, double notional) {
        double charge = Math.max(
                perMillion ? notional * rate.doubleValue() / 1e6 : shares * rate.doubleValue(), floor.doubleValue());
        if (cap == null) {
            return charge;
        }
        return Math.min(charge, capPercent ? notional * cap.doubleValue() / 100 : cap.doubleValue());
    }
}
