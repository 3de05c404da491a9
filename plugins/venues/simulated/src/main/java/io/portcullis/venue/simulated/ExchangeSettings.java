package io.portcullis.venue.simulated;

import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.value.CurrencyCode;
import java.util.Objects;

/**
 * How the simulated market behaves.
 *
 * @param fees what executions cost
 * @param currency in which currency
 * @param halfSpreadBps half spread at an opening when no quote says better, basis points
 * @param impactFactor Y of the square-root impact Y * sigma * sqrt(Q / V)
 * @param participationMax most of a bar's volume that all orders together may take, as a fraction
 * @param volatilityDefault daily volatility while there is too little history, as a fraction
 * @param volatilityDays daily returns in the trailing volatility
 * @param latencyNanos from receipt to the book, in quote mode
 * @param splitProbability how often an execution against a quote comes in two or three pieces
 * @param seed seed of those pieces
 */
record ExchangeSettings(
        FeeSchedule fees,
        CurrencyCode currency,
        double halfSpreadBps,
        double impactFactor,
        double participationMax,
        double volatilityDefault,
        int volatilityDays,
        long latencyNanos,
        double splitProbability,
        long seed) {

    ExchangeSettings {
        Objects.requireNonNull(fees, "fees");
        Objects.requireNonNull(currency, "currency");
        requireRange("half.spread.bps", halfSpreadBps, 0, 1_000);
        requireRange("impact.factor", impactFactor, 0, 100);
        requireRange("participation.max", participationMax, 0, 1);
        requireRange("volatility.default", volatilityDefault, 0, 10);
        requireRange("volatility.days", volatilityDays, 2, 10_000);
        requireRange("latency.micros", latencyNanos / 1e3, 0, 60e6);
        requireRange("split.probability", splitProbability, 0, 1);
    }

    private static void requireRange(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "etc/venue.simulated.cfg: " + key + " must be between " + min + " and " + max + ", got " + value);
        }
    }
}
