package io.portcullis.host.config;

import java.util.List;

/**
 * etc/gate.cfg: by what the rules of a pack are judged. None of it changes a decision.
 *
 * @param compiled whether the classes that a pack's rules become judge, once they and Drools agree
 * @param compareEvery one decision of the classes out of so many is put to Drools again; 0 for none
 */
public record GateSettings(boolean compiled, int compareEvery) {
    private static final List<SettingKey> KEYS = List.of(
            SettingKey.choice("judge", "compiled", "compiled", "drools"),
            SettingKey.whole("compare.every", 100, 0, 1_000_000));

    /** Reads the file. */
    public static GateSettings read(Home home) {
        Settings settings = Settings.read(home.etc().resolve("gate.cfg"), KEYS);
        return new GateSettings(settings.text("judge").equals("compiled"), (int) settings.whole("compare.every"));
    }
}
