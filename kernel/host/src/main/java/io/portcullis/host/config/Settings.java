package io.portcullis.host.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of one settings file: checked, complete with defaults, never with a key that nobody reads. */
public final class Settings {
    private final Path path;
    private final SortedMap<String, String> values;

    private Settings(Path path, SortedMap<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Reads a file; a missing one gives the defaults.
     *
     * @throws ConfigException on an unknown key, a value out of its range or a line that cannot be read, naming file and line
     */
    static Settings read(Path path, List<SettingKey> keys) {
        Map<String, SettingKey> known = new LinkedHashMap<>();
        SortedMap<String, String> values = new TreeMap<>();
        for (SettingKey key : keys) {
            known.put(key.name(), key);
            values.put(key.name(), key.fallback());
        }
        PropertiesFile.read(path).entries().forEach((name, entry) -> {
            SettingKey key = known.get(name);
            String where = path + ":" + entry.line() + ": ";
            if (key == null) {
                throw new ConfigException(
                        where + "unknown key " + name + "; known are " + String.join(", ", known.keySet()));
            }
            if (!key.accepts().test(entry.value())) {
                throw new ConfigException(where + name + " must be " + key.expected() + ", got '"
                        + Secrets.masked(name, entry.value()) + "'");
            }
            values.put(name, entry.value());
        });
        return new Settings(path, values);
    }

    /** A key's text. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is no key of " + path);
        }
        return value;
    }

    /** A key's whole number. */
    public long whole(String name) {
        return Long.parseLong(text(name));
    }

    /** A key's number. */
    public double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    /** A key's truth. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** Every key with its value; for the log, so never for a file that holds secrets. */
    public SortedMap<String, String> values() {
        return new TreeMap<>(values);
    }

    /** Key by key, secrets masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path.getFileName().toString());
        values.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(Secrets.masked(name, value)));
        return text.toString();
    }
}
