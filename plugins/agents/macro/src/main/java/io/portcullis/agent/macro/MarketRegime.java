package io.portcullis.agent.macro;

import io.portcullis.indicators.RingWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The market's daily returns and the regimes that were last fitted to them. Not thread-safe. */
final class MarketRegime {
    static final int DAYS_MIN = 250;
    private static final int DAYS_MAX = 1_000;
    private static final int REFIT_DAYS = 21;
    private static final long SEED = 20_261_122;
    /** Regimes are fitted to returns in per cent, whose size suits the bounds of the fit. */
    private static final double PERCENT = 100;

    private final RingWindow returns = new RingWindow(DAYS_MAX);
    private Regimes regimes;
    private int sinceFit;
    private double turbulent = Double.NaN;
    private int age;

    /** Takes in the return of one more day; fits again when a month has passed. */
    void add(double marketReturn) {
        returns.add(PERCENT * marketReturn);
        if (returns.size() < DAYS_MIN) {
            return;
        }
        double[] values = new double[returns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = returns.ago(values.length - 1 - i);
        }
        if (regimes == null || ++sinceFit >= REFIT_DAYS) {
            regimes = Regimes.fit(values, false, SEED);
            sinceFit = 0;
        }
        turbulent = regimes.turbulent(values);
        age = regimes.age(values);
    }

    /** Probability that the market is turbulent; NaN until 250 days are known. */
    double turbulent() {
        return turbulent;
    }

    /** Days since the likeliest path entered its state. */
    int age() {
        return age;
    }

    void writeTo(DataOutput out) throws IOException {
        returns.writeTo(out);
        out.writeInt(sinceFit);
        out.writeDouble(turbulent);
        out.writeInt(age);
        out.writeBoolean(regimes != null);
        if (regimes != null) {
            out.writeDouble(regimes.stay0());
            out.writeDouble(regimes.leave1());
            out.writeDouble(regimes.mean0());
            out.writeDouble(regimes.mean1());
            out.writeDouble(regimes.sigma0());
            out.writeDouble(regimes.sigma1());
        }
    }

    void readFrom(DataInput in) throws IOException {
        returns.readFrom(in);
        sinceFit = in.readInt();
        turbulent = in.readDouble();
        age = in.readInt();
        regimes = in.readBoolean()
                ? new Regimes(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble())
                : null;
    }
}
