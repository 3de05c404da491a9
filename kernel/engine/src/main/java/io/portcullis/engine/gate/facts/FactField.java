package io.portcullis.engine.gate.facts;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One field of a fact, by the name {@code fact.field}.
 *
 * @param name such as {@code exposure.grossAfter}
 * @param kind what values it takes
 * @param reader its value, boxed
 * @param writer sets it from text, as it stands in case tables and FACTS.json
 * @param number its value as a number without boxing, flags as 0 and 1; NaN for text
 * @param since the first version of the schema that has it
 */
public record FactField(
        String name,
        Kind kind,
        Function<GateFacts, Object> reader,
        BiConsumer<GateFacts, String> writer,
        ToDoubleFunction<GateFacts> number,
        int since) {

    /** What values a field takes. */
    public enum Kind {
        /** A double. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** A string. */
        TEXT
    }

    static FactField number(String name, ToDoubleFunction<GateFacts> read, ObjDoubleConsumer<GateFacts> write) {
        return new FactField(
                name,
                Kind.NUMBER,
                read::applyAsDouble,
                (facts, value) -> write.accept(facts, parseNumber(name, value)),
                read,
                1);
    }

    static FactField flag(String name, Predicate<GateFacts> read, BiConsumer<GateFacts, Boolean> write) {
        return new FactField(
                name,
                Kind.FLAG,
                read::test,
                (facts, value) -> write.accept(facts, parseFlag(name, value)),
                facts -> read.test(facts) ? 1 : 0,
                1);
    }

    static FactField text(String name, Function<GateFacts, String> read, BiConsumer<GateFacts, String> write) {
        return new FactField(name, Kind.TEXT, read::apply, write, facts -> Double.NaN, 1);
    }

    /** The same, as a field that a later version of the schema brought. */
    FactField since(int version) {
        return new FactField(name, kind, reader, writer, number, version);
    }

    /** The value as a number, flags as 0 and 1; not for text. */
    public double numberOf(GateFacts facts) {
        return number.applyAsDouble(facts);
    }

    private static double parseNumber(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, got '" + value + "'", e);
        }
    }

    private static boolean parseFlag(String name, String value) {
        return switch (value) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, got '" + value + "'");
        };
    }
}
