package io.portcullis.agent.hedging;

import io.portcullis.spi.ConfigurationCheck;

/** The configuration, checked. Units as in {@link HedgingConfig}. */
record HedgingSettings(
        double priorWeight,
        double halfLifeDays,
        double effectivenessMin,
        double noTradeBand,
        double tailBudget,
        int budgetMillis) {
    private static final ConfigurationCheck CHECK = new ConfigurationCheck(HedgingConfig.PID);

    HedgingSettings {
        CHECK.require(priorWeight >= 0 && priorWeight <= 1000, "prior.weight", "0 to 1000", priorWeight);
        CHECK.require(
                halfLifeDays > 0 && halfLifeDays <= 1000, "half.life.days", "above 0, at most 1,000", halfLifeDays);
        CHECK.require(
                effectivenessMin >= 0 && effectivenessMin < 1, "effectiveness.min", "0 to below 1", effectivenessMin);
        CHECK.require(noTradeBand >= 0 && noTradeBand <= 1, "no.trade.band", "0 to 1", noTradeBand);
        CHECK.require(tailBudget > 0 && tailBudget < 1, "tail.budget", "inside (0, 1)", tailBudget);
        CHECK.require(budgetMillis > 0 && budgetMillis <= 10_000, "budget.millis", "1 to 10,000", budgetMillis);
    }

    static HedgingSettings of(HedgingConfig config) {
        return new HedgingSettings(
                config.prior_weight(),
                config.half_life_days(),
                config.effectiveness_min(),
                config.no_trade_band(),
                config.tail_budget(),
                config.budget_millis());
    }
}
