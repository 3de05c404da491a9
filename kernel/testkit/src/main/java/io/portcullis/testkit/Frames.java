package io.portcullis.testkit;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes feature frames: hand-written ones row by row, and seeded cross-sections with values of a plausible size by name. */
public final class Frames {
    private static final List<String> SECTORS = List.of("Energy", "Financials", "Health Care", "Industrials");

    private final List<String> names;
    private final List<FeatureVector> rows = new ArrayList<>();

    private Frames(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** A frame with these features, to be filled by {@link #row}. */
    public static Frames of(String... names) {
        return new Frames(List.of(names));
    }

    /** One tradable instrument with its values in the order of the names. */
    public Frames row(String instrument, String sector, double... values) {
        return row(instrument, sector, true, values);
    }

    /** One instrument with its values in the order of the names. */
    public Frames row(String instrument, String sector, boolean tradable, double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(instrument + " needs " + names.size() + " values for " + names + ", got "
                    + Arrays.toString(values));
        }
        rows.add(new FeatureVector(InstrumentId.of(instrument), sector, tradable, values.clone()));
        return this;
    }

    /** The frame at a time, rows sorted by instrument as the server does it. */
    public FeatureFrame at(long timeNanos) {
        List<FeatureVector> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> a.instrument().compareTo(b.instrument()));
        return new FeatureFrame(timeNanos, names, sorted);
    }

    /** Nothing known about anybody. */
    public static FeatureFrame unknown(List<String> names, int instruments, long timeNanos) {
        List<FeatureVector> rows = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            double[] values = new double[names.size()];
            Arrays.fill(values, Double.NaN);
            rows.add(new FeatureVector(instrument(i), SECTORS.get(i % SECTORS.size()), true, values));
        }
        return new FeatureFrame(timeNanos, names, rows);
    }

    /** One frame per weekday close; every value has a level of its instrument's own and moves a little each day. */
    public static List<FeatureFrame> daily(List<String> names, int instruments, LocalDate start, int days, long seed) {
        Random random = new Random(seed);
        double[][] levels = new double[instruments][names.size()];
        for (double[] row : levels) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextGaussian();
            }
        }
        List<FeatureFrame> frames = new ArrayList<>();
        List<LocalDate> dates = TradingDays.from(start, days);
        for (int day = 0; day < dates.size(); day++) {
            frames.add(next(names, levels, TradingDays.closeNanos(dates.get(day)), day, random));
        }
        return List.copyOf(frames);
    }

    private static FeatureFrame next(List<String> names, double[][] levels, long timeNanos, int day, Random random) {
        List<FeatureVector> rows = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            double[] values = new double[names.size()];
            for (int j = 0; j < values.length; j++) {
                levels[i][j] = 0.98 * levels[i][j] + 0.2 * random.nextGaussian();
                values[j] = plausible(names.get(j), levels[i][j], day);
            }
            rows.add(new FeatureVector(instrument(i), SECTORS.get(i % SECTORS.size()), true, values));
        }
        return new FeatureFrame(timeNanos, names, rows);
    }

    /** A standard normal number turned into the size that a feature of that name has. */
    static double plausible(String name, double normal, int day) {
        String kind = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return switch (kind) {
            case "close" -> 50 * StrictMath.exp(0.3 * normal);
            case "return" -> 0.02 * normal;
            case "momentum" -> 0.1 + 0.3 * normal;
            case "volatility" -> 0.02 * StrictMath.exp(0.2 * normal);
            case "adv" -> 2e6 * StrictMath.exp(0.3 * normal);
            case "dollarvolume" -> 1e8 * StrictMath.exp(0.3 * normal);
            case "beta" -> 1 + 0.2 * normal;
            case "bars" -> 300 + day;
            case "spread" -> 4 * StrictMath.exp(0.2 * normal);
            case "rsi" -> 100 / (1 + StrictMath.exp(-0.5 * normal));
            case "macd" -> 0.002 * normal;
            case "bollinger" -> 0.5 + 0.3 * normal;
            case "atr" -> 0.02 * StrictMath.exp(0.2 * normal);
            case "adx" -> 100 / (1 + StrictMath.exp(1 - 0.5 * normal));
            case "sma" -> 0.05 * normal;
            case "vwap" -> 0.01 * normal;
            default -> normal;
        };
    }

    private static InstrumentId instrument(int index) {
        return InstrumentId.of(String.format(Locale.ROOT, "T%03d", index));
    }
}
