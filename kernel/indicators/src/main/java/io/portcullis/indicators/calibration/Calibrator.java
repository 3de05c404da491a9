package io.portcullis.indicators.calibration;

import java.util.Arrays;

/**
 * Maps a model's probability to one that came true as often as it says. Immutable; its text goes into a configuration, and
 * {@link #parse} inverts it.
 */
public interface Calibrator {
    /** The calibrated probability of a probability inside (0, 1); inside (0, 1) itself. */
    double apply(double probability);

    /** The one that changes nothing: for a model of which nothing has been measured. */
    static Calibrator identity() {
        return Shrunk.IDENTITY;
    }

    /**
     * The calibrator that a text describes.
     *
     * @param text {@code identity}, {@code shrunk SHARE BASE}, {@code beta A B C}, {@code platt A B} or {@code isotonic P:Q P:Q ...}
     * @throws IllegalArgumentException when it describes none, with what would be right
     */
    static Calibrator parse(String text) {
        String[] words = text.strip().split("\\s+");
        String[] numbers = Arrays.copyOfRange(words, 1, words.length);
        try {
            switch (words[0] + " " + (words[0].equals("isotonic") ? "" : numbers.length)) {
                case "identity 0":
                    return identity();
                case "shrunk 2":
                    return new Shrunk(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
                case "beta 3":
                    return new BetaCalibration(
                            Double.parseDouble(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2]));
                case "platt 2":
                    return new PlattScaling(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
                case "isotonic ":
                    return IsotonicCalibration.parse(numbers);
                default:
                    break;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no calibration: '" + text + "' has a number that cannot be read", e);
        }
        throw new IllegalArgumentException(
                "no calibration: must be identity, shrunk SHARE BASE, beta A B C, platt A B or"
                        + " isotonic P:Q P:Q ..., got '" + text + "'");
    }

    /**
     * The calibrator that so many outcomes bear: below 50 the identity drawn to the base rate, up to 1,000 a beta calibration, above
     * that isotonic regression.
     *
     * @param probabilities what the model said, out of fold and purged: never of data it was fitted on
     * @param cameTrue what happened
     */
    static Calibrator fit(double[] probabilities, boolean[] cameTrue) {
        if (probabilities.length != cameTrue.length) {
            throw new IllegalArgumentException(
                    "as many outcomes as probabilities: " + cameTrue.length + " and " + probabilities.length);
        }
        if (probabilities.length < 50) {
            return Shrunk.fit(cameTrue);
        }
        return probabilities.length <= 1000
                ? BetaCalibration.fit(probabilities, cameTrue)
                : IsotonicCalibration.fit(probabilities, cameTrue);
    }
}
