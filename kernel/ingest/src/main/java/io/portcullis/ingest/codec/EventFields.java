package io.portcullis.ingest.codec;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of one record, taken by name and type; whatever nobody took is refused at the end. A value is a String,
 * Boolean,
 * Double, Map or List from JSON, and always a String from CSV.
 */
final class EventFields {
    private final Map<String, ?> values;
    private final Set<String> taken = new HashSet<>();

    EventFields(Map<String, ?> values) {
        this.values = values;
    }

    String text(String name) {
        if (take(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    String textOrEmpty(String name) {
        return values.containsKey(name) ? text(name) : "";
    }

    InstrumentId instrument() {
        return InstrumentId.of(text("instrument"));
    }

    Price price(String name) {
        try {
            return Price.parse(decimal(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    Quantity quantity(String name) {
        try {
            return Quantity.parse(decimal(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Prices and quantities are texts: a JSON number would have been through a double in many a reader. */
    private String decimal(String name) {
        if (take(name) instanceof String text && !text.isEmpty() && text.length() <= 40) {
            return text;
        }
        throw wrong(name, "a decimal in quotes of at most 40 characters");
    }

    double real(String name) {
        return real(name, take(name));
    }

    private static double real(String name, Object value) {
        double number;
        if (value instanceof Double d) {
            number = d;
        } else if (value instanceof String text) {
            number = parseReal(name, text);
        } else {
            throw new IllegalArgumentException(name + " must be a number, got " + shown(value));
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(name + " must be a finite number, got " + number);
        }
        return number == 0 ? 0.0 : number;
    }

    private static double parseReal(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, got '" + text + "'", e);
        }
    }

    long whole(String name) {
        Object value = take(name);
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number in quotes, got " + shown(value), e);
        }
    }

    boolean flag(String name) {
        Object value = take(name);
        if (Boolean.TRUE.equals(value) || "true".equals(value)) {
            return true;
        }
        if (Boolean.FALSE.equals(value) || "false".equals(value)) {
            return false;
        }
        throw wrong(name, "true or false");
    }

    boolean flagOrFalse(String name) {
        return values.containsKey(name) && flag(name);
    }

    LocalDate date(String name) {
        return parseDate(name, text(name));
    }

    static LocalDate parseDate(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a date like 2015-06-30, got '" + text + "'", e);
        }
    }

    long nanos(String name) {
        String text = text(name);
        try {
            return InstantText.nanos(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + " must be an instant like 2015-06-30T20:00:00Z between 1678 and 2261, got '" + text + "'",
                    e);
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", got '" + text + "'", e);
        }
    }

    SortedMap<String, String> texts(String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        members(name).forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException(name + "." + key + " must be a text, got " + shown(value));
            }
            texts.put(key, text);
        });
        return texts;
    }

    SortedMap<String, Double> reals(String name) {
        SortedMap<String, Double> reals = new TreeMap<>();
        members(name).forEach((key, value) -> reals.put(key, real(name + "." + key, value)));
        return reals;
    }

    private Map<String, Object> members(String name) {
        if (take(name) instanceof Map<?, ?> map) {
            Map<String, Object> members = new TreeMap<>();
            map.forEach((key, value) -> members.put((String) key, value));
            return members;
        }
        throw wrong(name, "an object");
    }

    List<?> list(String name) {
        if (take(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    /** Refuses fields that no one asked for: a misspelt optional field would otherwise be lost in silence. */
    void requireNothingLeft() {
        for (String name : values.keySet()) {
            if (!taken.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + cut(name) + "'; known here: " + knownFields());
            }
        }
    }

    private String knownFields() {
        return String.join(", ", taken.stream().sorted().toList());
    }

    private Object take(String name) {
        taken.add(name);
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return value;
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(name + " must be " + expected + ", got " + shown(values.get(name)));
    }

    private static String shown(Object value) {
        return "'" + cut(String.valueOf(value)) + "'";
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
