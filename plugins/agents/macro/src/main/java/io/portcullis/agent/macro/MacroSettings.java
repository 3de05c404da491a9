package io.portcullis.agent.macro;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link MacroConfig}. */
record MacroSettings(
        double priorWeight,
        double probitIntercept,
        double probitSlope,
        int dataAgeMaxDays,
        double enterScore,
        double leaveScore,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(MacroConfig.PID);

    MacroSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(
                probitIntercept >= -10 && probitIntercept <= 10, "probit.intercept", "-10 to 10", probitIntercept);
        CHECK.require(probitSlope >= -10 && probitSlope <= 10, "probit.slope", "-10 to 10", probitSlope);
        CHECK.require(dataAgeMaxDays >= 1 && dataAgeMaxDays <= 365, "data.age.max.days", "1 to 365", dataAgeMaxDays);
        CHECK.require(enterScore <= 3 && enterScore > 0, "enter.score", "above 0, at most 3", enterScore);
        CHECK.require(
                leaveScore > 0 && leaveScore <= enterScore, "leave.score", "above 0, at most enter.score", leaveScore);
        CHECK.require(universeMin >= 2, "universe.min", "at least 2", universeMin);
        CHECK.require(priceMin >= 0, "price.min", "not negative", priceMin);
        CHECK.require(dollarVolumeMin >= 0, "dollar.volume.min", "not negative", dollarVolumeMin);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static MacroSettings of(MacroConfig config) {
        return new MacroSettings(
                config.prior_weight(),
                config.probit_intercept(),
                config.probit_slope(),
                config.data_age_max_days(),
                config.enter_score(),
                config.leave_score(),
                config.universe_min(),
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
