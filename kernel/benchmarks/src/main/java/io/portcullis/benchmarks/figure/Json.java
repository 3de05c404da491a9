package io.portcullis.benchmarks.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A row as one JSON object, its keys in the order of the table. */
final class Json {
    /** More digits than any clock here is good for. */
    private static final MathContext DIGITS = new MathContext(6);

    private Json() {}

    static String object(Figure figure, String command, String jvm) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        fields.put("p50", figure.p50());
        fields.put("p99", figure.p99());
        fields.put("p99.9", figure.p999());
        fields.put("samples", figure.samples());
        fields.put("load1", figure.load1());
        fields.put("durability", figure.durability());
        fields.put("jvm", jvm);
        fields.put("command", command);
        fields.put("peer", figure.peer());
        fields.put("peerValue", figure.peerValue());
        fields.put("ratio", figure.ratio());
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + value(field.getValue()))
                .collect(Collectors.joining(", ", "  {", "}"));
    }

    private static String value(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? new BigDecimal(number, DIGITS).stripTrailingZeros().toPlainString()
                    : "null";
        }
        return String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
