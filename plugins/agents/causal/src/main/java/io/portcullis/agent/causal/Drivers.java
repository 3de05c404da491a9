package io.portcullis.agent.causal;

import io.portcullis.indicators.Returns;
import io.portcullis.model.market.MacroPrint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What became known of the drivers since the last day: changes of the VIX (logarithm), the ten-year yield, oil (logarithm). */
final class Drivers {
    static final String[] NAMES = {"vix", "10y", "oil"};
    static final int COUNT = 3;

    private final double[] levels = {Double.NaN, Double.NaN, Double.NaN};
    private final double[] changes = new double[COUNT];
    private long knownNanos = Long.MIN_VALUE;

    void on(MacroPrint print) {
        int driver = index(print);
        if (driver < 0 || !(print.value() > 0)) {
            return;
        }
        double change = driver == 1 ? print.value() - levels[driver] : Returns.log(levels[driver], print.value());
        changes[driver] += Double.isNaN(change) ? 0 : change;
        levels[driver] = print.value();
        knownNanos = Math.max(knownNanos, print.knownTimeNanos());
    }

    private static int index(MacroPrint print) {
        return switch (print.series()) {
            case "macro.vix" -> print.field().equals("value") ? 0 : -1;
            case "macro.treasury-curve" -> print.field().equals("BC_10YEAR") ? 1 : -1;
            case "macro.wti" -> print.field().equals("value") ? 2 : -1;
            default -> -1;
        };
    }

    /** The changes since the last call; zero for a driver of which nothing was said. */
    double[] take() {
        double[] taken = changes.clone();
        Arrays.fill(changes, 0);
        return taken;
    }

    long knownNanos() {
        return knownNanos;
    }

    void writeTo(DataOutput out) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            out.writeDouble(levels[i]);
            out.writeDouble(changes[i]);
        }
        out.writeLong(knownNanos);
    }

    void readFrom(DataInput in) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            levels[i] = in.readDouble();
            changes[i] = in.readDouble();
        }
        knownNanos = in.readLong();
    }
}
