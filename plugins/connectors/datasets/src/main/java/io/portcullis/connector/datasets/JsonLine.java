package io.portcullis.connector.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line of JSON into maps, lists and texts; a number stays the text that it was. Bounded in depth. */
final class JsonLine {
    private static final int DEPTH_MAX = 16;

    private final String text;
    private int at;

    private JsonLine(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** The object that begins at a place of a line and ends it. */
    static Map<?, ?> object(String line, int from) throws BadRowException {
        JsonLine json = new JsonLine(line, from);
        Object value = json.value(0);
        json.space();
        if (!(value instanceof Map<?, ?> map) || json.at != line.length()) {
            throw new BadRowException("not JSON: must be one object in braces");
        }
        return map;
    }

    private Object value(int depth) throws BadRowException {
        if (depth > DEPTH_MAX) {
            throw wrong("nested deeper than " + DEPTH_MAX);
        }
        space();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> members(int depth) throws BadRowException {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
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
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("'" + name + "' stands there twice");
            }
            space();
            if (peek() == '}') {
                at++;
                return members;
            }
            expect(',');
        }
    }

    private List<Object> items(int depth) throws BadRowException {
        List<Object> items = new ArrayList<>();
        at++;
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

    private String string() throws BadRowException {
        expect('"');
        int end = text.indexOf('"', at);
        if (end < 0 || text.indexOf('\\', at) >= 0 && text.indexOf('\\', at) < end) {
            // No feed that we read escapes anything.
            throw wrong("a text must end with a quote and hold no escapes");
        }
        String value = text.substring(at, end);
        at = end + 1;
        return value;
    }

    private String word() throws BadRowException {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw wrong("expected a value");
        }
        return text.substring(from, at);
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private char peek() throws BadRowException {
        if (at >= text.length()) {
            throw wrong("breaks off");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws BadRowException {
        if (peek() != wanted) {
            throw wrong("expected " + wanted);
        }
        at++;
    }

    private BadRowException wrong(String what) {
        return new BadRowException("not JSON: " + what + " at character " + (at + 1));
    }
}
