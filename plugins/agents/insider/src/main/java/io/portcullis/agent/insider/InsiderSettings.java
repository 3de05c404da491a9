package io.portcullis.agent.insider;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link InsiderConfig}. */
record InsiderSettings(
        double priorWeight,
        int clusterInsidersMin,
        double clusterValueMin,
        int opinionDays,
        double scoreUnit,
        double priceMin,
        double dollarVolumeMin,
        double informationCoefficient,
        String calibration,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(InsiderConfig.PID);

    InsiderSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(
                clusterInsidersMin >= 2 && clusterInsidersMin <= 20,
                "cluster.insiders.min",
                "2 to 20",
                clusterInsidersMin);
        CHECK.require(clusterValueMin >= 0, "cluster.value.min", "not negative", clusterValueMin);
        CHECK.require(opinionDays >= 1 && opinionDays <= 180, "opinion.days", "1 to 180", opinionDays);
        CHECK.require(scoreUnit > 0, "score.unit", "above 0", scoreUnit);
        CHECK.require(priceMin >= 0, "price.min", "not negative", priceMin);
        CHECK.require(dollarVolumeMin >= 0, "dollar.volume.min", "not negative", dollarVolumeMin);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static InsiderSettings of(InsiderConfig config) {
        return new InsiderSettings(
                config.prior_weight(),
                config.cluster_insiders_min(),
                config.cluster_value_min(),
                config.opinion_days(),
                config.score_unit(),
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
