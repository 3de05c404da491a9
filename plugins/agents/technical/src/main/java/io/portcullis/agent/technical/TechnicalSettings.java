package io.portcullis.agent.technical;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link TechnicalConfig}. */
record TechnicalSettings(
        double priorWeight,
        double enterScore,
        double leaveScore,
        double trendNone,
        double trendFull,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(TechnicalConfig.PID);

    TechnicalSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "between 0 and 1000", priorWeight);
        CHECK.require(
                leaveScore > 0 && leaveScore <= enterScore && enterScore <= 3,
                "leave.score and enter.score",
                "0 < leave <= enter <= 3",
                leaveScore + " and " + enterScore);
        CHECK.require(
                trendNone >= 0 && trendNone < trendFull && trendFull <= 100,
                "trend.none and trend.full",
                "0 <= none < full <= 100",
                trendNone + " and " + trendFull);
        CHECK.require(universeMin >= 2, "universe.min", "at least 2", universeMin);
        CHECK.require(
                priceMin >= 0 && dollarVolumeMin >= 0,
                "price.min and dollar.volume.min",
                "not negative",
                priceMin + " and " + dollarVolumeMin);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3): more has never been seen in liquid stocks",
                informationCoefficient);
        CHECK.require(budgetMillis > 0, "budget.millis", "positive", budgetMillis);
    }

    static TechnicalSettings of(TechnicalConfig config) {
        return new TechnicalSettings(
                config.prior_weight(),
                config.enter_score(),
                config.leave_score(),
                config.trend_none(),
                config.trend_full(),
                config.universe_min(),
                config.price_min(),
                config.dollar_volume_min(),
                config.information_coefficient(),
                config.calibration(),
                config.budget_millis());
    }

    Hysteresis sides() {
        return new Hysteresis(enterScore, leaveScore);
    }

    /** Refuses a text that describes no calibration. */
    Calibrator calibrator() {
        return Calibrator.parse(calibration);
    }
}
