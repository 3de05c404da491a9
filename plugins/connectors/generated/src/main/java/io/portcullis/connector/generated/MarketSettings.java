package io.portcullis.connector.generated;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What kind of market is generated.
 *
 * @param instruments how many instruments, the benchmark not counted
 * @param sectors how many sectors they are spread over
 * @param halts trading halts in 250 trading days
 * @param momentum standard deviation of an instrument's slow drift, as a fraction of its own daily volatility
 * @param ticksPerSecond quotes per instrument and second in a live stream
 */
record MarketSettings(int instruments, int sectors, int halts, double momentum, int ticksPerSecond) {
    static final int INSTRUMENTS = 60;
    static final int SECTORS = 8;
    static final int HALTS = 4;
    static final double MOMENTUM = 0.03;
    static final int TICKS_PER_SECOND = 1;
    static final MarketSettings DEFAULTS = new MarketSettings(INSTRUMENTS, SECTORS, HALTS, MOMENTUM, TICKS_PER_SECOND);

    private static final TreeSet<String> KEYS =
            new TreeSet<>(List.of("instruments", "sectors", "halts", "momentum", "ticksPerSecond"));
    private static final int INSTRUMENTS_MAX = 999;
    private static final int HALTS_MAX = 250;
    private static final double MOMENTUM_MAX = 0.5;
    private static final int TICKS_PER_SECOND_MAX = 100;

    MarketSettings {
        requireBetween("sectors", sectors, 1, Sectors.NAMES.size());
        requireBetween("instruments", instruments, sectors, INSTRUMENTS_MAX);
        requireBetween("halts", halts, 0, HALTS_MAX);
        requireBetween("ticksPerSecond", ticksPerSecond, 1, TICKS_PER_SECOND_MAX);
        if (!(momentum >= 0 && momentum <= MOMENTUM_MAX)) {
            throw new IllegalArgumentException("momentum must be 0 to " + MOMENTUM_MAX + ", got " + momentum);
        }
    }

    /** These settings with a request's options in place of some. */
    MarketSettings with(SortedMap<String, String> options) {
        for (String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "option '" + key + "' is not known to connector generated; known are " + KEYS);
            }
        }
        return new MarketSettings(
                wholeNumber(options, "instruments", instruments),
                wholeNumber(options, "sectors", sectors),
                wholeNumber(options, "halts", halts),
                number(options, "momentum", momentum),
                wholeNumber(options, "ticksPerSecond", ticksPerSecond));
    }

    private static int wholeNumber(SortedMap<String, String> options, String key, int otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option " + key + " must be a whole number, got '" + text + "'", e);
        }
    }

    private static double number(SortedMap<String, String> options, String key, double otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option " + key + " must be a number, got '" + text + "'", e);
        }
    }

    private static void requireBetween(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
