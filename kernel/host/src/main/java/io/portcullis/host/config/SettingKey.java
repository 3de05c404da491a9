package io.portcullis.host.config;

import java.util.List;
import java.util.function.Predicate;

/**
 * One key of a settings file.
 *
 * @param name as it stands in the file
 * @param fallback its default, written as in the file
 * @param expected what values are right, for messages: {@code a whole number from 0 to 65535}
 * @param accepts whether a text is such a value
 */
record SettingKey(String name, String fallback, String expected, Predicate<String> accepts) {
    static SettingKey whole(String name, long fallback, long min, long max) {
        return new SettingKey(name, Long.toString(fallback), "a whole number from " + min + " to " + max, text -> {
            try {
                long value = Long.parseLong(text);
                return value >= min && value <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    static SettingKey decimal(String name, String fallback, double min, double max) {
        return new SettingKey(name, fallback, "a number from " + min + " to " + max, text -> {
            try {
                double value = Double.parseDouble(text);
                return value >= min && value <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    static SettingKey choice(String name, String fallback, String... values) {
        List<String> allowed = List.of(values);
        return new SettingKey(name, fallback, "one of " + String.join(", ", allowed), allowed::contains);
    }

    static SettingKey flag(String name, boolean fallback) {
        return choice(name, Boolean.toString(fallback), "true", "false");
    }

    static SettingKey text(String name, String fallback, String pattern, String expected) {
        return new SettingKey(name, fallback, expected, text -> text.matches(pattern));
    }
}
