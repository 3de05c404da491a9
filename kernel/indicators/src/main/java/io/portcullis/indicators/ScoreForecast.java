package io.portcullis.indicators;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;

/**
 * What a score lets one expect: when scores correlate with outcomes by IC, a score of so many standard deviations expects IC
 * times that many standard deviations of the outcome, and is right by Phi of that (Grinold and Kahn, Active Portfolio
 * Management, 1999: alpha is volatility times IC times score).
 *
 * @param probability that the outcome lies on the score's side, (0, 1), as the model says it, not calibrated
 * @param expectedBps expected outcome on the score's side over the horizon, basis points
 * @param sigmaBps standard deviation of the outcome over the horizon, basis points
 */
public record ScoreForecast(double probability, double expectedBps, double sigmaBps) {
    private static final double BPS = 1e4;

    /**
     * The forecast.
     *
     * @param informationCoefficient assumed correlation of scores and outcomes
     * @param strength size of the score, standard deviations
     * @param dailyVolatility standard deviation of daily returns, a fraction
     * @param horizonDays trading days
     */
    public static ScoreForecast of(
            double informationCoefficient, double strength, double dailyVolatility, int horizonDays) {
        double expected = informationCoefficient * strength;
        double sigmaBps = dailyVolatility * StrictMath.sqrt(horizonDays) * BPS;
        return new ScoreForecast(Normal.cdf(expected), expected * sigmaBps, sigmaBps);
    }

    /**
     * The forecast as an agent's opinion.
     *
     * @param agent who says it
     * @param instrument of what
     * @param timeNanos the frame's time
     * @param horizonDays the agent's
     * @param side above zero for long
     * @param calibrator the agent's
     * @param reason why, as its model version
     */
    public Signal signal(
            AgentId agent,
            InstrumentId instrument,
            long timeNanos,
            int horizonDays,
            double side,
            Calibrator calibrator,
            String reason) {
        return new Signal(
                agent,
                instrument,
                timeNanos,
                horizonDays,
                side > 0 ? Direction.LONG : Direction.SHORT,
                calibrator.apply(probability),
                expectedBps,
                sigmaBps,
                reason);
    }
}
