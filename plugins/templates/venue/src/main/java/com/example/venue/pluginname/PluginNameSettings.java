package com.example.venue.pluginname;

import io.portcullis.model.value.CurrencyCode;

/** The configuration, checked. Units as in {@link PluginNameConfig}. */
record PluginNameSettings(CurrencyCode currency, double feePerShare) {
    PluginNameSettings {
        if (!(feePerShare >= 0 && feePerShare <= 1)) {
            throw new IllegalArgumentException(
                    PluginNameConfig.PID + ": fee.per.share must be between 0 and 1, got " + feePerShare);
        }
    }

    static PluginNameSettings of(PluginNameConfig config) {
        return new PluginNameSettings(CurrencyCode.of(config.currency()), config.fee_per_share());
    }
}
