package io.portcullis.agent.undervalued;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link UndervaluedConfig}. */
record UndervaluedSettings(
        double priorWeight,
        int peersMin,
        double distressPenalty,
        int statementAgeMaxDays,
        double enterScore,
        double leaveScore,
        int universeMin,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(UndervaluedConfig.PID);

    UndervaluedSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(peersMin >= 3 && peersMin <= 100, "peers.min", "3 to 100", peersMin);
        CHECK.require(distressPenalty >= 0 && distressPenalty <= 3, "distress.penalty", "0 to 3", distressPenalty);
        CHECK.require(
                statementAgeMaxDays >= 90 && statementAgeMaxDays <= 1500,
                "statement.age.max.days",
                "90 to 1,500",
                statementAgeMaxDays);
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

    static UndervaluedSettings of(UndervaluedConfig config) {
        return new UndervaluedSettings(
                config.prior_weight(),
                config.peers_min(),
                config.distress_penalty(),
                config.statement_age_max_days(),
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
