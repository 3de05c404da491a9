package io.portcullis.agent.flow;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link FlowConfig}. */
record FlowSettings(
        double priorWeight,
        int intervalSeconds,
        int quoteAgeMaxSeconds,
        double enterScore,
        double leaveScore,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(FlowConfig.PID);

    FlowSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(
                intervalSeconds >= 1 && intervalSeconds <= 3600, "interval.seconds", "1 to 3,600", intervalSeconds);
        CHECK.require(
                quoteAgeMaxSeconds >= 1 && quoteAgeMaxSeconds <= 86_400,
                "quote.age.max.seconds",
                "1 to 86,400",
                quoteAgeMaxSeconds);
        CHECK.require(enterScore <= 3 && enterScore > 0, "enter.score", "above 0, at most 3", enterScore);
        CHECK.require(
                leaveScore > 0 && leaveScore <= enterScore, "leave.score", "above 0, at most enter.score", leaveScore);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static FlowSettings of(FlowConfig config) {
        return new FlowSettings(
                config.prior_weight(),
                config.interval_seconds(),
                config.quote_age_max_seconds(),
                config.enter_score(),
                config.leave_score(),
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
