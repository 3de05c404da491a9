package io.portcullis.host.config;

import java.util.List;

/**
 * etc/gate.cfg: by what the rules of a pack are judged, and who hears of limits. None of it changes a decision.
 *
 * @param compiled whether the classes that a pack's rules become judge, once they and Drools agree
 * @param compareEvery one decision of the classes out of so many is put to Drools again; 0 for none
 * @param webhook where a limit that is nearly used up is told by POST; empty for nowhere
 */
public record GateSettings(boolean compiled, int compareEvery, String webhook) {
    private static final List<SettingKey> KEYS = List.of(
            SettingKey.choice("judge", "compiled", "compiled", "drools"),
            SettingKey.whole("compare.every", 100, 0, 1_000_000),
            SettingKey.text("headroom.webhook", "", "|https?://[!-~]{1,500}", "an http or https address, or empty"));

    /** Reads the file. */
    public static GateSettings read(Home home) {
        Settings settings = Settings.read(home.etc().resolve("gate.cfg"), KEYS);
        return new GateSettings(
                settings.text("judge").equals("compiled"),
                (int) settings.whole("compare.every"),
                settings.text("headroom.webhook"));
    }
}
