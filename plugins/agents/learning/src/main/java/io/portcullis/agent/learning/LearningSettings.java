package io.portcullis.agent.learning;

import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link LearningConfig}. */
record LearningSettings(
        double priorWeight, String priors, double learningRate, double shareRate, double costBps, int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(LearningConfig.PID);

    LearningSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(learningRate > 0 && learningRate <= 10, "learning.rate", "above 0, at most 10", learningRate);
        CHECK.require(shareRate >= 0 && shareRate < 1, "share.rate", "0 to below 1", shareRate);
        CHECK.require(costBps >= 0 && costBps <= 1000, "cost.bps", "0 to 1,000", costBps);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static LearningSettings of(LearningConfig config) {
        return new LearningSettings(
                config.prior_weight(),
                config.priors(),
                config.learning_rate(),
                config.share_rate(),
                config.cost_bps(),
                config.budget_millis());
    }
}
