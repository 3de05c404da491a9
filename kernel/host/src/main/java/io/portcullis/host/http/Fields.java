package io.portcullis.host.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.server.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object from outside, read field by field. Nothing is converted: a number in quotes is a string, and whatever was not
 * asked for is refused at the end.
 */
final class Fields {
    private final JsonNode object;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** Reads a document, which must be one object and nothing else. */
    static Fields of(byte[] document) {
        if (document.length == 0) {
            throw new BadRequestException("", "the body is empty; it must be a JSON object");
        }
        try {
            JsonNode tree = Json.strictTree(document);
            if (!tree.isObject()) {
                throw new BadRequestException("", "the body must be a JSON object, got " + typeOf(tree));
            }
            return new Fields(tree);
        } catch (JsonProcessingException e) {
            throw new BadRequestException(fieldOf(e), "the body is no valid JSON" + place(e) + ": " + explain(e));
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String fieldOf(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return message.startsWith("Duplicate field '") ? message.substring(17, message.lastIndexOf('\'')) : "";
    }

    private static String explain(JsonProcessingException e) {
        String message =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        if (e instanceof JsonParseException && message.contains("Non-standard token")) {
            return "NaN and Infinity are no numbers in JSON; write a decimal number";
        }
        if (message.startsWith("Duplicate field")) {
            return message + "; write it once";
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the object; send one object only";
        }
        // The parser's hint on which of its switches to turn is not for callers.
        int hint = message.indexOf(": enable ");
        return hint < 0 ? message : message.substring(0, hint);
    }

    /** A required text of 1 to 64 printable characters, made into something that may refuse it. */
    <T> T id(String name, Function<String, T> maker) {
        String text = text(name);
        try {
            return maker.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(name, "field '" + name + "': " + e.getMessage());
        }
    }

    /** A required text. */
    String text(String name) {
        JsonNode node = required(name, "a string");
        if (!node.isTextual()) {
            throw wrong(name, "a string", node);
        }
        return node.textValue();
    }

    /** A text that may be left out. */
    String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    /** A required whole number. */
    int whole(String name, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        JsonNode node = required(name, expected);
        if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            throw wrong(name, expected, node);
        }
        return node.intValue();
    }

    /** True or false, false when it is left out. */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        JsonNode node = object.get(name);
        if (!node.isBoolean()) {
            throw wrong(name, "true or false", node);
        }
        return node.booleanValue();
    }

    /** A required text that says why. */
    String reason() {
        String reason = text("reason");
        if (reason.isBlank() || reason.length() > ApprovalDesk.REASON_CHARACTERS_MAX) {
            throw new BadRequestException(
                    "reason", "field 'reason' must have 1 to " + ApprovalDesk.REASON_CHARACTERS_MAX + " characters");
        }
        return reason;
    }

    /** A list of texts, which may be left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            JsonNode list = object.get(name);
            if (!list.isArray()) {
                throw wrong(name, "an array of strings", list);
            }
            for (JsonNode text : list) {
                if (!text.isTextual()) {
                    throw wrong(name, "an array of strings", text);
                }
                texts.add(text.textValue());
            }
        }
        return texts;
    }

    /** A required text that no answer repeats. */
    char[] secret(String name) {
        if (!has(name) || !object.get(name).isTextual()) {
            throw new BadRequestException(name, "field '" + name + "' must be there and must be a string");
        }
        return object.get(name).textValue().toCharArray();
    }

    /** A required constant. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String expected = "one of " + Arrays.toString(type.getEnumConstants());
        JsonNode node = required(name, expected);
        for (E constant : type.getEnumConstants()) {
            if (node.isTextual() && constant.name().equals(node.textValue())) {
                return constant;
            }
        }
        throw wrong(name, expected, node);
    }

    /** A constant that may be left out. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        return has(name) ? choice(name, type) : fallback;
    }

    /** A required number above zero, at most {@code max}, with at most 8 decimals: exactly what fixed point holds. */
    BigDecimal positive(String name, BigDecimal max) {
        String expected = "a number above 0, at most " + max.toPlainString() + ", with at most 8 decimals";
        JsonNode node = required(name, expected);
        if (!node.isNumber()) {
            throw wrong(name, expected, node);
        }
        BigDecimal value = node.decimalValue();
        // The comparison comes first: stripping zeros from 1E999999999 would take all day.
        if (value.signum() <= 0
                || value.compareTo(max) > 0
                || value.stripTrailingZeros().scale() > 8) {
            throw wrong(name, expected, node);
        }
        return value;
    }

    boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** Refuses every field that was not asked for. */
    void end() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequestException(
                        name, "unknown field '" + shortened(name) + "'; known are " + String.join(", ", known));
            }
        });
    }

    private JsonNode required(String name, String expected) {
        if (!has(name)) {
            throw new BadRequestException(name, "field '" + name + "' is missing; it must be " + expected);
        }
        return object.get(name);
    }

    private static BadRequestException wrong(String name, String expected, JsonNode got) {
        return new BadRequestException(name, "field '" + name + "' must be " + expected + ", got " + shown(got));
    }

    private static String shown(JsonNode node) {
        return node.isContainerNode() ? typeOf(node) : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }
}
