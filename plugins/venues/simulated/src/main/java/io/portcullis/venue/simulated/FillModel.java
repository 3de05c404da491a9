package io.portcullis.venue.simulated;

import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/** The arithmetic of an opening: pure functions, in StrictMath so that every JDK gives the same fill. */
final class FillModel {
    private FillModel() {}

    /** Square-root impact {@code Y * sigma * sqrt(Q / V)}, a fraction of the price. */
    static double impact(double factor, double volatility, double shares, double volume) {
        return factor * volatility * StrictMath.sqrt(shares / volume);
    }

    /** The opening price moved against the order by half the spread and the impact. */
    static Price openingPrice(Price open, Side side, double halfSpread, double impact) {
        return Price.of(open.toDouble() * (1 + side.sign() * (halfSpread + impact)));
    }

    /** The whole shares in a fraction of a bar's volume. */
    static long shareOfVolume(Quantity volume, double fraction) {
        return Quantity.of(volume.toDouble() * fraction).wholeShares().raw();
    }

    /** True when the price is no worse than the limit; an order without a limit takes any price. */
    static boolean withinLimit(Side side, Price price, Price limit) {
        return limit == null || side.sign() * Long.compare(price.raw(), limit.raw()) <= 0;
    }
}
