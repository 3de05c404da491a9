package io.portcullis.agent.insider;

import io.portcullis.indicators.calibration.Calibrator;

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

    InsiderSettings {
        require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        require(
                clusterInsidersMin >= 2 && clusterInsidersMin <= 20,
                "cluster.insiders.min",
                "2 to 20",
                clusterInsidersMin);
        require(clusterValueMin >= 0, "cluster.value.min", "not negative", clusterValueMin);
        require(opinionDays >= 1 && opinionDays <= 180, "opinion.days", "1 to 180", opinionDays);
        require(scoreUnit > 0, "score.unit", "above 0", scoreUnit);
        require(priceMin >= 0, "price.min", "not negative", priceMin);
        require(dollarVolumeMin >= 0, "dollar.volume.min", "not negative", dollarVolumeMin);
        require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
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

    private static void require(boolean right, String key, String wanted, Object got) {
        if (!right) {
            throw new IllegalArgumentException(InsiderConfig.PID + ": " + key + " must be " + wanted + ", got " + got);
        }
    }
}
