package io.portcullis.agent.value;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link ValueConfig}. */
record ValueSettings(
        double priorWeight,
        int fScoreMin,
        int fScoreMax,
        int statementAgeMaxDays,
        double enterFraction,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(ValueConfig.PID);

    ValueSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(fScoreMin >= 1 && fScoreMin <= 9, "f.score.min", "1 to 9", fScoreMin);
        CHECK.require(
                fScoreMax >= 0 && fScoreMax < fScoreMin, "f.score.max", "0 or more, below f.score.min", fScoreMax);
        CHECK.require(
                statementAgeMaxDays >= 90 && statementAgeMaxDays <= 1500,
                "statement.age.max.days",
                "90 to 1,500",
                statementAgeMaxDays);
        CHECK.require(enterFraction > 0 && enterFraction < 0.5, "enter.fraction", "inside (0, 0.5)", enterFraction);
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

    static ValueSettings of(ValueConfig config) {
        return new ValueSettings(
                config.prior_weight(),
                config.f_score_min(),
                config.f_score_max(),
                config.statement_age_max_days(),
                config.enter_fraction(),
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
}
