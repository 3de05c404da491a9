package io.portcullis.agent.topperformers;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link TopPerformersConfig}. */
record TopPerformersSettings(
        double priorWeight,
        double enterFraction,
        double leaveFraction,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double volatilityTarget,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(TopPerformersConfig.PID);

    TopPerformersSettings {
        CHECK.require(
                enterFraction > 0 && enterFraction <= leaveFraction && leaveFraction < 0.5,
                "enter.fraction and leave.fraction",
                "0 < enter <= leave < 0.5",
                enterFraction + " and " + leaveFraction);
        CHECK.require(universeMin >= 2, "universe.min", "at least 2", universeMin);
        CHECK.require(
                priceMin >= 0 && dollarVolumeMin >= 0,
                "price.min and dollar.volume.min",
                "not negative",
                priceMin + " and " + dollarVolumeMin);
        CHECK.require(volatilityTarget > 0, "volatility.target", "positive", volatilityTarget);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3): more has never been seen in liquid stocks",
                informationCoefficient);
    }

    static TopPerformersSettings of(TopPerformersConfig config) {
        return new TopPerformersSettings(
                config.prior_weight(),
                config.enter_fraction(),
                config.leave_fraction(),
                config.universe_min(),
                config.price_min(),
                config.dollar_volume_min(),
                config.volatility_target(),
                config.information_coefficient(),
                config.calibration(),
                config.budget_millis());
    }

    /** Refuses a text that describes no calibration. */
    Calibrator calibrator() {
        return Calibrator.parse(calibration);
    }
}
