package io.portcullis.signals.evaluation;

import io.portcullis.signals.agent.CallScore;

/**
 * What became of an agent's calls in one fold, or in all of them.
 *
 * @param trainedOn earlier calls, closed and out of the embargo
 * @param calibration kind of the calibrator that they bore: shrunk, beta, isotonic
 * @param score of the calls of the fold; null when there were none
 * @param expectancyBps mean net result, with an error over blocks of days
 * @param hitRate share that came out, with an error over blocks of days
 * @param brierRaw mean squared error of what the agent said
 * @param brierCalibrated of the same after the calibrator
 * @param brierBase of the share of earlier calls that came out, said of every call
 * @param threshold from which said probability on earlier calls hit more often than six of ten times; NaN for none
 * @param kept the calls of the fold at or above it; null when there were none
 */
public record Fold(
        int trainedOn,
        String calibration,
        CallScore score,
        BlockMean expectancyBps,
        BlockMean hitRate,
        double brierRaw,
        double brierCalibrated,
        double brierBase,
        double threshold,
        CallScore kept) {}
