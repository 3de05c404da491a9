package com.example.agent.pluginname;

import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link PluginNameConfig}. */
record PluginNameSettings(double priorWeight, double momentumMin, double informationCoefficient, int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(PluginNameConfig.PID);

    PluginNameSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "between 0 and 1000", priorWeight);
        CHECK.require(momentumMin >= 0 && momentumMin < 1, "momentum.min", "inside [0, 1)", momentumMin);
        CHECK.require(
                informationCoefficient > 0 && informationCoefficient < 0.3,
                "information.coefficient",
                "inside (0, 0.3)",
                informationCoefficient);
        CHECK.require(budgetMillis > 0, "budget.millis", "positive", budgetMillis);
    }

    static PluginNameSettings of(PluginNameConfig config) {
        return new PluginNameSettings(
                config.prior_weight(), config.momentum_min(), config.information_coefficient(), config.budget_millis());
    }
}
