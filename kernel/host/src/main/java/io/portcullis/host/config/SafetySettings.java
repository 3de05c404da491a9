package io.portcullis.host.config;

import java.util.List;

/**
 * etc/safety.cfg: the absolute caps of the safety ring. Read once at the start, so loosening one needs a restart; no limit of a
 * rule pack may be looser.
 *
 * @param orderQuantityMax shares of one order
 * @param orderNotionalMax value of one order, account currency
 * @param grossMax gross exposure after the order, fraction of equity
 * @param ordersPerSecond new orders a second
 * @param exitsPerSecond exits and cancels a second
 * @param venueLossSeconds how long a venue's link may be down before its scope is killed; 0 for ever
 * @param agentLossSeconds how long an agent may be quarantined before its scope is killed; 0 for ever
 * @param marketLossSeconds how long the open market may say nothing before everything is reduce-only; 0 for ever
 */
public record SafetySettings(
        long orderQuantityMax,
        long orderNotionalMax,
        double grossMax,
        int ordersPerSecond,
        int exitsPerSecond,
        int venueLossSeconds,
        int agentLossSeconds,
        int marketLossSeconds) {

    private static final int LOSS_SECONDS_MAX = 86_400;

    private static final List<SettingKey> KEYS = List.of(
            SettingKey.whole("order.quantity.max", 1_000_000, 1, 1_000_000_000L),
            SettingKey.whole("order.notional.max", 5_000_000, 1, 9_000_000_000_000L),
            SettingKey.decimal("gross.max", "4.0", 0.0, 100.0),
            SettingKey.whole("orders.per.second.max", 1_000, 1, 1_000_000),
            SettingKey.whole("exits.per.second.max", 10_000, 1, 10_000_000),
            SettingKey.whole("venue.loss.seconds", 300, 0, LOSS_SECONDS_MAX),
            SettingKey.whole("agent.loss.seconds", 300, 0, LOSS_SECONDS_MAX),
            SettingKey.whole("market.loss.seconds", 0, 0, LOSS_SECONDS_MAX));

    /** Reads the file. */
    public static SafetySettings read(Home home) {
        Settings settings = Settings.read(home.etc().resolve("safety.cfg"), KEYS);
        SafetySettings safety = new SafetySettings(
                settings.whole("order.quantity.max"),
                settings.whole("order.notional.max"),
                settings.decimal("gross.max"),
                (int) settings.whole("orders.per.second.max"),
                (int) settings.whole("exits.per.second.max"),
                (int) settings.whole("venue.loss.seconds"),
                (int) settings.whole("agent.loss.seconds"),
                (int) settings.whole("market.loss.seconds"));
        if (safety.exitsPerSecond() < safety.ordersPerSecond()) {
            throw new ConfigException(
                    home.etc().resolve("safety.cfg") + ": exits.per.second.max (" + safety.exitsPerSecond()
                            + ") must not be below orders.per.second.max (" + safety.ordersPerSecond()
                            + "): getting out must never be harder than getting in");
        }
        return safety;
    }
}
