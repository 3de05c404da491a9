package io.portcullis.engine.sizing;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.OpportunityId;
import io.portcullis.model.order.OrderIntent;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * From a target weight and a position to a sized intent (step 5): here a double becomes fixed point, once. A flip is two
 * orders, the exit first; small differences are not worth their cost and stay.
 */
public final class Rebalancer {
    /** US stocks above one dollar quote in cents (Regulation NMS rule 612). */
    private static final long TICK_RAW = Price.ONE / 100;

    private final AccountId account;
    private final TimeInForce timeInForce;
    private final double limitBps;
    private final double band;
    private final double notionalMin;
    private final double advMax;

    /** Bands and limits from the settings. */
    public Rebalancer(EngineSettings settings) {
        account = settings.account();
        timeInForce = settings.timeInForce();
        limitBps = settings.number("order.limit.bps");
        band = settings.number("sizing.band");
        notionalMin = settings.number("sizing.order.notional.min");
        advMax = settings.number("sizing.order.adv.max");
    }

    /** The order that moves a position towards its target weight; null when it is near enough or orders are still out. */
    public OrderIntent intent(
            OpportunityId opportunity, double weight, double equity, Position position, InstrumentState state) {
        if (state.lastRaw() == 0 || position.pendingBuyRaw() != 0 || position.pendingSellRaw() != 0) {
            return null;
        }
        Quantity held = new Quantity(position.quantityRaw());
        Quantity target = VolatilitySizer.shares(weight, equity, state);
        if (held.signum() * target.signum() < 0) {
            target = Quantity.ZERO;
        }
        Quantity delta = target.minus(held).wholeShares();
        boolean exit = target.isZero() && !held.isZero();
        if (delta.isZero() || (!exit && !worthwhile(delta, target, state))) {
            return null;
        }
        Side side = delta.signum() > 0 ? Side.BUY : Side.SELL;
        Quantity size = capped(delta.abs(), state);
        return size.isZero()
                ? null
                : new OrderIntent(opportunity, account, state.id(), side, size, limit(state, side), timeInForce);
    }

    /** The order that closes the whole of a position, less what orders close already; null when nothing is left or has no price. */
    public OrderIntent exit(Position position, InstrumentState state) {
        long held = position.quantityRaw();
        Side side = held > 0 ? Side.SELL : Side.BUY;
        long left = held > 0 ? held - position.pendingSellRaw() : -held - position.pendingBuyRaw();
        return left <= 0 || state.lastRaw() == 0
                ? null
                : new OrderIntent(null, account, state.id(), side, new Quantity(left), limit(state, side), timeInForce);
    }

    private boolean worthwhile(Quantity delta, Quantity target, InstrumentState state) {
        double notional = delta.abs().toDouble() * new Price(state.lastRaw()).toDouble();
        return notional >= notionalMin
                && delta.abs().toDouble() >= band * target.abs().toDouble();
    }

    private Quantity capped(Quantity size, InstrumentState state) {
        if (state.averageDailyVolumeRaw() == 0) {
            return size;
        }
        long most = (long) (new Quantity(state.averageDailyVolumeRaw()).toDouble() * advMax);
        return size.toDouble() > most ? Quantity.ofShares(most) : size;
    }

    private Price limit(InstrumentState state, Side side) {
        double exact = state.lastRaw() * (1 + side.sign() * limitBps / 1e4);
        long ticks = Math.max(1, Math.round(exact / TICK_RAW));
        return new Price(Math.multiplyExact(ticks, TICK_RAW));
    }
}
