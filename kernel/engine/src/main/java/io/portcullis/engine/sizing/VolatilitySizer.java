package io.portcullis.engine.sizing;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * Equal risk per name: a weight inversely proportional to the name's volatility, such that K uncorrelated names together have
 * the target volatility, capped per name.
 */
public final class VolatilitySizer {
    private static final double TRADING_DAYS_PER_YEAR = 252;

    private final double riskPerName;
    private final double nameMax;

    /** Sizes for the settings' target and K. */
    public VolatilitySizer(EngineSettings settings) {
        double daily = settings.number("sizing.volatility.target.annual") / StrictMath.sqrt(TRADING_DAYS_PER_YEAR);
        riskPerName = daily / StrictMath.sqrt(Math.max(1, settings.number("coordination.top.k")));
        nameMax = settings.number("sizing.name.max");
    }

    /** Fraction of equity for one name, before the portfolio's caps. */
    public double weight(InstrumentState state) {
        return Math.min(nameMax, riskPerName / state.dailyVolatility());
    }

    /** Whole shares for that weight. */
    public Quantity unscaled(InstrumentState state, double equity) {
        return shares(weight(state), equity, state);
    }

    /** Whole shares, signed as the weight, rounded towards zero. */
    public static Quantity shares(double weight, double equity, InstrumentState state) {
        double price = new Price(state.lastRaw()).toDouble();
        double shares = weight * equity / price;
        return Quantity.ofShares((long) shares);
    }
}
