package io.portcullis.engine.coordination;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.order.Side;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity.Costs;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;

/**
 * What one leg costs, in basis points of its value: half spread, dated fees, square-root impact Y sigma sqrt(Q/V)
 * (Torre 1997; Almgren et al. 2005), and the borrow fee of a short over its horizon on a 360-day year.
 */
public final class CostStack {
    private static final double CALENDAR_DAYS_PER_TRADING_DAY = 7.0 / 5;
    private static final double BORROW_YEAR_DAYS = 360;

    private final double defaultHalfSpreadBps;
    private final double impactY;
    private final FeeSchedule fees;

    /** Costs by these settings and this fee table. */
    public CostStack(EngineSettings settings, FeeSchedule fees) {
        defaultHalfSpreadBps = settings.number("cost.half.spread.bps");
        impactY = settings.number("cost.impact.y");
        this.fees = fees;
    }

    /** The cost of one leg of a quantity. */
    public Costs of(InstrumentState state, Direction direction, Quantity quantity, int horizonDays, LocalDate date) {
        double quoted = state.spreadBps() / 2;
        double halfSpread = quoted > 0 ? quoted : defaultHalfSpreadBps;
        Side side = direction == Direction.LONG ? Side.BUY : Side.SELL;
        double fee = quantity.isZero() ? 0 : fees.feeBps(date, side, quantity, new Price(state.lastRaw()));
        double volume = state.averageDailyVolumeRaw();
        double impact = volume > 0
                ? impactY * state.dailyVolatility() * StrictMath.sqrt(quantity.raw() / volume) * 1e4
                : Double.POSITIVE_INFINITY;
        double borrow = direction == Direction.SHORT
                ? state.borrowFeePercent() * 100 * horizonDays * CALENDAR_DAYS_PER_TRADING_DAY / BORROW_YEAR_DAYS
                : 0;
        return new Costs(halfSpread, fee, impact, borrow);
    }
}
