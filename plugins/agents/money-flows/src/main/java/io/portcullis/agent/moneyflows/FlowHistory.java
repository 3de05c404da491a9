package io.portcullis.agent.moneyflows;

import io.portcullis.indicators.Cmf;
import io.portcullis.indicators.Mfi;
import io.portcullis.indicators.Obv;
import io.portcullis.indicators.RingWindow;
import io.portcullis.indicators.RollingSum;
import io.portcullis.indicators.TotalReturnIndex;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is remembered of one instrument, O(1) per bar: 1.5 kB, and 6 kB more when there are minute bars. Not thread-safe.
 *
 * <p>Prices are multiplied by total-return index over close and volumes counted in the shares of the first bar, so that neither
 * a split nor a dividend moves money, and the past is never rewritten.
 */
final class FlowHistory {
    private static final int MONTH = 20;
    private static final int NO_SESSION = Integer.MIN_VALUE;

    private final TotalReturnIndex index = new TotalReturnIndex();
    private final Cmf closes = new Cmf(MONTH);
    private final Mfi index14 = new Mfi(14);
    private final Obv balance = new Obv();
    private final RingWindow balances = new RingWindow(MONTH + 1);
    private final RollingSum volume = new RollingSum(MONTH);
    private double sharesPerFirst = 1;
    private int lastSession = NO_SESSION;
    private int side;
    private Toxicity toxicity;

    /** Takes a sound bar in; a daily one that is not newer than the last is passed over. */
    void bar(Bar bar) {
        int session = (int) bar.session().toEpochDay();
        switch (bar.period()) {
            case DAY -> {
                if (session > lastSession) {
                    lastSession = session;
                    day(bar);
                }
            }
            case MINUTE -> minute(bar);
            case SECOND -> {
                // Too short: noise of the spread, not flow.
            }
        }
    }

    private void day(Bar bar) {
        index.add(bar.close().toDouble());
        double close = index.level();
        double scale = close / bar.close().toDouble();
        double high = bar.high().toDouble() * scale;
        double low = bar.low().toDouble() * scale;
        double shares = bar.volume().toDouble() / sharesPerFirst;
        closes.add(high, low, close, shares);
        index14.add(high, low, close, shares);
        balances.add(balance.add(close, shares));
        volume.add(shares);
        if (toxicity != null && volume.value() > 0) {
            toxicity.newDay(volume.value() / MONTH * sharesPerFirst);
        }
    }

    private void minute(Bar bar) {
        if (!(volume.value() > 0)) {
            // Nobody knows yet how large a bucket is.
            return;
        }
        if (toxicity == null) {
            toxicity = new Toxicity();
            toxicity.newDay(volume.value() / MONTH * sharesPerFirst);
        }
        toxicity.minute(bar.close().toDouble(), bar.volume().toDouble());
    }

    void action(CorporateAction action) {
        double split = action.splitNumerator() / (double) action.splitDenominator();
        index.action(split, action.dividend().toDouble());
        sharesPerFirst *= split;
        if (toxicity != null) {
            toxicity.split(split);
        }
    }

    /** Date of the last daily bar, days since the epoch; far in the past when there was none. */
    int lastSession() {
        return lastSession;
    }

    /** Chaikin's flow over 20 bars, -1 to 1; NaN when unknown. */
    double chaikin() {
        return closes.value();
    }

    /** What on-balance volume has gained in 20 bars, as a share of all that traded: -1 to 1; NaN when unknown. */
    double balanceGained() {
        double gained = balances.ago(0) - balances.ago(MONTH);
        return volume.value() > 0 ? gained / volume.value() : Double.NaN;
    }

    /** The money flow index over 14 changes, 0 to 100; NaN when unknown. */
    double moneyFlowIndex() {
        return index14.value();
    }

    /** Rank of VPIN in its own past, a fraction; NaN when unknown. */
    double toxicity() {
        return toxicity == null ? Double.NaN : toxicity.rank();
    }

    /** The side taken: -1, 0 or 1. */
    int side() {
        return side;
    }

    void take(int newSide) {
        side = newSide;
    }

    void writeTo(DataOutput out) throws IOException {
        index.writeTo(out);
        closes.writeTo(out);
        index14.writeTo(out);
        balance.writeTo(out);
        balances.writeTo(out);
        volume.writeTo(out);
        out.writeDouble(sharesPerFirst);
        out.writeInt(lastSession);
        out.writeInt(side);
        out.writeBoolean(toxicity != null);
        if (toxicity != null) {
            toxicity.writeTo(out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        index.readFrom(in);
        closes.readFrom(in);
        index14.readFrom(in);
        balance.readFrom(in);
        balances.readFrom(in);
        volume.readFrom(in);
        sharesPerFirst = in.readDouble();
        lastSession = in.readInt();
        side = Integer.signum(in.readInt());
        toxicity = in.readBoolean() ? new Toxicity() : null;
        if (toxicity != null) {
            toxicity.readFrom(in);
        }
    }
}
