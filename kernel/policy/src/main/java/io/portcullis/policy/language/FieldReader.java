package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;

/** Gives the value of a field by its name, such as {@code order.quantity}: a Double, a Boolean or a String. */
@FunctionalInterface
public interface FieldReader {
    /** The value, boxed. */
    Object value(String name);

    /** Reads the facts of an order. */
    static FieldReader of(GateFacts facts) {
        return name -> FactSchema.BY_NAME.get(name).reader().apply(facts);
    }

    /** Reads the facts of a watch evaluation. */
    static FieldReader of(WatchFacts facts) {
        return name -> WatchSchema.BY_NAME.get(name).reader().apply(facts);
    }
}
