package io.portcullis.host.config;

import io.portcullis.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** etc/engine.cfg, etc/safety.cfg and etc/fees.csv as the settings that travel in the log. */
public final class EngineFile {
    private static final String FACTS = "facts.version";

    private EngineFile() {}

    /**
     * Reads the files.
     *
     * @throws ConfigException on an unknown key or a wrong value, naming file and line
     */
    public static SortedMap<String, String> read(Home home) {
        SortedMap<String, String> settings = new TreeMap<>();
        PropertiesFile file = PropertiesFile.read(home.etc().resolve("engine.cfg"));
        file.entries().forEach((key, entry) -> {
            try {
                if (key.equals(FACTS)) {
                    throw new IllegalArgumentException(
                            "'" + FACTS + "' is the server's own: it says which facts it records");
                }
                new EngineSettings(Map.of(key, entry.value()));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(file.path() + ":" + entry.line() + ": " + e.getMessage(), e);
            }
            settings.put(key, entry.value());
        });
        SafetySettings safety = SafetySettings.read(home);
        settings.put("safety.order.quantity.max", Long.toString(safety.orderQuantityMax()));
        settings.put("safety.order.notional.max", Long.toString(safety.orderNotionalMax()));
        settings.put("safety.gross.max", Double.toString(safety.grossMax()));
        settings.put("safety.orders.per.second.max", Integer.toString(safety.ordersPerSecond()));
        settings.put("safety.exits.per.second.max", Integer.toString(safety.exitsPerSecond()));
        settings.put("safety.venue.loss.seconds", Integer.toString(safety.venueLossSeconds()));
        settings.put("safety.agent.loss.seconds", Integer.toString(safety.agentLossSeconds()));
        settings.put("safety.market.loss.seconds", Integer.toString(safety.marketLossSeconds()));
        settings.put("fees", fees(home.etc().resolve("fees.csv")));
        return settings;
    }

    private static String fees(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: the fee table is needed", e);
        }
    }
}
