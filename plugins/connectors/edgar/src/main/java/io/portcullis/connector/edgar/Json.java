package io.portcullis.connector.edgar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly and in bounded depth, into maps, lists, texts, {@link Double}, {@link Boolean} and null. A name that comes
 * twice is refused.
 */
final class Json {
    private static final int DEPTH_MAX = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** {@link MalformedException} when the bytes are no JSON. */
    static Map<?, ?> object(byte[] bytes) throws MalformedException {
        Json json = new Json(new String(bytes, StandardCharsets.UTF_8));
        Object value = json.value(0);
        json.space();
        if (json.at != json.text.length() || !(value instanceof Map<?, ?> map)) {
            throw json.wrong("must be one object");
        }
        return map;
    }

    /** A member that must be an object; an empty one when it is missing. */
    static Map<?, ?> map(Map<?, ?> of, String name) throws MalformedException {
        Object value = of.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedException("'" + name + "' must be an object");
    }

    /** A member that must be a list; an empty one when it is missing. */
    static List<?> list(Map<?, ?> of, String name) throws MalformedException {
        Object value = of.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedException("'" + name + "' must be a list");
    }

    private Object value(int depth) throws MalformedException {
        if (depth > DEPTH_MAX) {
            throw wrong("nested deeper than " + DEPTH_MAX);
        }
        space();
        char c = peek();
        if (c == '{') {
            return members(depth);
        }
        if (c == '[') {
            return items(depth);
        }
        return c == '"' ? string() : literal();
    }

    private Map<String, Object> members(int depth) throws MalformedException {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        space();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            space();
            String name = string();
            space();
            expect(':');
            if (members.containsKey(name)) {
                throw wrong("'" + name + "' stands there twice");
            }
            members.put(name, value(depth + 1));
            space();
            if (peek() == '}') {
                at++;
                return members;
            }
            expect(',');
        }
    }

    private List<Object> items(int depth) throws MalformedException {
        List<Object> items = new ArrayList<>();
        expect('[');
        space();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return items;
            }
            expect(',');
        }
    }

    private String string() throws MalformedException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("a control character in a text");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws MalformedException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("unknown escape");
        };
    }

    private char unicode() throws MalformedException {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw wrong("four hexadecimal digits expected");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Object literal() throws MalformedException {
        int from = at;
        while (at < text.length() && "+-.0123456789eEtruefalsn".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(from, at);
        switch (word) {
            case "true":
                return true;
            case "false":
                return false;
            case "null":
                return null;
            default:
                if (!word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
                    throw wrong("expected a value");
                }
                return Double.valueOf(word);
        }
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws MalformedException {
        if (at >= text.length()) {
            throw wrong("breaks off");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws MalformedException {
        if (peek() != wanted) {
            throw wrong("expected " + wanted);
        }
        at++;
    }

    private MalformedException wrong(String what) {
        return new MalformedException("not JSON: " + what + " at character " + (at + 1));
    }
}
