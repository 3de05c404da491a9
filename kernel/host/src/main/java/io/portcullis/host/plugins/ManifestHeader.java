package io.portcullis.host.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OSGi manifest headers: clauses split by commas, each a name and attributes split by semicolons, quotes respected. */
final class ManifestHeader {
    private ManifestHeader() {}

    /**
     * One clause.
     *
     * @param name what stands first
     * @param attributes by key, without quotes; directives under {@code key:}
     */
    record Clause(String name, Map<String, String> attributes) {}

    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String clause : split(header == null ? "" : header, ',')) {
            List<String> parts = split(clause, ';');
            if (!parts.isEmpty()) {
                clauses.add(clause(parts));
            }
        }
        return clauses;
    }

    private static Clause clause(List<String> parts) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                attributes.put(
                        part.substring(0, equals).strip(),
                        unquoted(part.substring(equals + 1).strip()));
            }
        }
        return new Clause(parts.get(0), attributes);
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
