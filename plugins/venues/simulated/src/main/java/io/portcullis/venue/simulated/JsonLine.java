package io.portcullis.venue.simulated;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One flat JSON object on one line: the form of the journal and of the wire. Values are strings or whole numbers; nothing else
 * is written, and nothing else is read. Not thread-safe.
 */
final class JsonLine {
    /** No message of ours comes near; whoever sends more is not speaking this protocol. */
    static final int LENGTH_MAX = 8_192;

    private static final String HEX = "0123456789abcdef";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A line of a kind. */
    static JsonLine of(String kind) {
        return new JsonLine().with("kind", kind);
    }

    /** Reads a line; {@link IllegalArgumentException} says at which character it is not such an object. */
    static JsonLine parse(String text) {
        return new Reader(text).object();
    }

    JsonLine with(String key, String value) {
        fields.put(key, value);
        return this;
    }

    JsonLine with(String key, long value) {
        fields.put(key, value);
        return this;
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    String kind() {
        return text("kind");
    }

    String text(String key) {
        if (fields.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("needs the text '" + key + "', got " + this);
    }

    long number(String key) {
        if (fields.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("needs the whole number '" + key + "', got " + this);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(256).append('{');
        fields.forEach((key, value) -> {
            quote(out.length() > 1 ? out.append(',') : out, key).append(':');
            if (value instanceof String text) {
                quote(out, text);
            } else {
                out.append(value);
            }
        });
        return out.append('}').toString();
    }

    private static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt((c >> shift) & 0xF));
                }
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        JsonLine object() {
            JsonLine line = new JsonLine();
            expect('{');
            do {
                String key = string();
                expect(':');
                boolean isText = at < text.length() && text.charAt(at) == '"';
                Object value = isText ? (Object) string() : (Object) number();
                if (line.fields.put(key, value) != null) {
                    throw wrong("the key '" + key + "' stands twice");
                }
            } while (take(','));
            expect('}');
            if (at != text.length()) {
                throw wrong("expected the end of the line");
            }
            return line;
        }

        private long number() {
            int start = at;
            if (take('-')) {
                start = at - 1;
            }
            while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
                at++;
            }
            try {
                return Long.parseLong(text, start, at, 10);
            } catch (NumberFormatException e) {
                throw wrong("expected a text or a whole number");
            }
        }

        private String string() {
            expect('"');
            StringBuilder out = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                out.append(c == '\\' ? escaped() : c);
            }
            expect('"');
            return out.toString();
        }

        private char escaped() {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            if (c == '"' || c == '\\') {
                return c;
            }
            if (c == 'u' && at + 4 <= text.length()) {
                try {
                    at += 4;
                    return (char) Integer.parseInt(text, at - 4, at, 16);
                } catch (NumberFormatException e) {
                    throw wrong("expected four hexadecimal digits");
                }
            }
            throw wrong("expected one of \\\" \\\\ \\uXXXX");
        }

        private boolean take(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!take(c)) {
                throw wrong("expected '" + c + "'");
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(what + " at character " + (at + 1) + " of: " + text);
        }
    }
}
