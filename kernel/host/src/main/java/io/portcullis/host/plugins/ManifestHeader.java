package io.portcullis.host.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OSGi manifest headers: clauses split by commas, each one or more names and then attributes, split by semicolons, quotes respected.
 */
final class ManifestHeader {
    private ManifestHeader() {}

    /**
     * One name of a clause; {@code a;b;version=1} gives two.
     *
     * @param name what stands before the attributes
     * @param attributes by key, without quotes; directives under {@code key:}
     */
    record Clause(String name, Map<String, String> attributes) {}

    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String clause : split(header == null ? "" : header, ',')) {
            List<String> parts = split(clause, ';');
            Map<String, String> attributes = attributes(parts);
            parts.stream()
                    .filter(part -> part.indexOf('=') < 0)
                    .forEach(name -> clauses.add(new Clause(name, attributes)));
        }
        return clauses;
    }

    private static Map<String, String> attributes(List<String> parts) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                attributes.put(
                        part.substring(0, equals).strip(),
                        unquoted(part.substring(equals + 1).strip()));
            }
        }
        return attributes;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == separator && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
