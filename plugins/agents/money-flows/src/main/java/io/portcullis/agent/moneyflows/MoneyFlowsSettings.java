package io.portcullis.agent.moneyflows;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link MoneyFlowsConfig}. */
record MoneyFlowsSettings(
        double priorWeight,
        double enterScore,
        double leaveScore,
        double toxicityStart,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(MoneyFlowsConfig.PID);

    MoneyFlowsSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "between 0 and 1000", priorWeight);
        CHECK.require(
                leaveScore > 0 && leaveScore <= enterScore && enterScore <= 3,
                "leave.score and enter.score",
                "0 < leave <= enter <= 3",
                leaveScore + " and " + enterScore);
        CHECK.require(toxicityStart >= 0.5 && toxicityStart < 1, "toxicity.start", "inside [0.5, 1)", toxicityStart);
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

    static MoneyFlowsSettings of(MoneyFlowsConfig config) {
        return new MoneyFlowsSettings(
                config.prior_weight(),
                config.enter_score(),
                config.leave_score(),
                config.toxicity_start(),
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
