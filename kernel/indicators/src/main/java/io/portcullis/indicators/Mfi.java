package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Quong and Soudack's money flow index, 0 to 100: the share of money that moved while the typical price rose, over the last n
 * changes; the usual n is 14. Not thread-safe.
 *
 * <p>100 when none flowed out, 50 when none flowed at all. ta4j replaces a flow of zero by one, so it gives 99.7 or so for 100.
 */
public final class Mfi {
    private final RollingSum inflow;
    private final RollingSum outflow;
    private double previous = Double.NaN;

    /** Over n changes, at least one. */
    public Mfi(int n) {
        inflow = new RollingSum(n);
        outflow = new RollingSum(n);
    }

    /** Takes a bar in and gives the index; NaN before the n-th change. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close, double shares) {
        double typical = MoneyFlow.typicalPrice(high, low, close);
        double money = typical * shares;
        if (Double.isFinite(money)) {
            if (!Double.isNaN(previous)) {
                inflow.add(typical > previous ? money : 0);
                outflow.add(typical < previous ? money : 0);
            }
            previous = typical;
        }
        return value();
    }

    /** The index; NaN before the n-th change. */
    public double value() {
        double moved = inflow.value() + outflow.value();
        return moved == 0 ? 50 : 100 * inflow.value() / moved;
    }

    /** Money that moved while the typical price rose: price times shares; NaN before the n-th change. */
    public double inflow() {
        return inflow.value();
    }

    /** Money that moved while the typical price fell: price times shares; NaN before the n-th change. */
    public double outflow() {
        return outflow.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        inflow.writeTo(out);
        outflow.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of another length. */
    public void readFrom(DataInput in) throws IOException {
        inflow.readFrom(in);
        outflow.readFrom(in);
        previous = in.readDouble();
    }
}
