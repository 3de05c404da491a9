package io.portcullis.indicators;

/**
 * A side that is taken when a score is clear and kept until it is no longer: a Schmitt trigger. Between the two thresholds the
 * side before stays, so a score that trembles at one of them causes no turnover.
 *
 * @param enter absolute score from which a side is taken
 * @param leave absolute score below which it is given up, at most {@code enter}
 */
public record Hysteresis(double enter, double leave) {
    /** Refuses thresholds that are not positive, or the wrong way round. */
    public Hysteresis {
        if (!(leave > 0 && leave <= enter) || Double.isInfinite(enter)) {
            throw new IllegalArgumentException(
                    "thresholds must be 0 < leave <= enter, got enter " + enter + ", leave " + leave);
        }
    }

    /** -1, 0 or 1: the side after a score, given the side before. NaN takes no side. */
    public int side(double score, int before) {
        int direction = (int) Math.signum(score);
        double threshold = direction == before ? leave : enter;
        return Math.abs(score) >= threshold ? direction : 0;
    }
}
