package io.portcullis.agent.sentiment;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link SentimentConfig}. */
record SentimentSettings(
        double priorWeight,
        double halfLifeDays,
        String sourceWeights,
        double enterScore,
        double leaveScore,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(SentimentConfig.PID);

    SentimentSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(halfLifeDays > 0 && halfLifeDays <= 30, "half.life.days", "above 0, at most 30", halfLifeDays);
        CHECK.require(enterScore <= 3 && enterScore > 0, "enter.score", "above 0, at most 3", enterScore);
        CHECK.require(
                leaveScore > 0 && leaveScore <= enterScore, "leave.score", "above 0, at most enter.score", leaveScore);
        CHECK.require(priceMin >= 0, "price.min", "not negative", priceMin);
        CHECK.require(dollarVolumeMin >= 0, "dollar.volume.min", "not negative", dollarVolumeMin);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static SentimentSettings of(SentimentConfig config) {
        return new SentimentSettings(
                config.prior_weight(),
                config.half_life_days(),
                config.source_weights(),
                config.enter_score(),
                config.leave_score(),
                config.price_min(),
                config.dollar_volume_min(),
                config.information_coefficient(),
                config.calibration(),
                config.budget_millis());
    }

    /** Refuses a text that describes no calibration. */
    Calibrator calibrator() {
        return Calibrator.parse(calibration);
    }

    Hysteresis sides() {
        return new Hysteresis(enterScore, leaveScore);
    }
}
