package io.portcullis.engine.gate.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a fact means to those who write rules. Kept at run time: the language's reference page is generated from it,
 * and the checker of packs compares units by it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Meaning {
    /** One sentence for people. */
    String value();

    /** What a number counts. */
    Unit unit() default Unit.NONE;

    /** The release that brought the field; it is never renamed or removed. */
    String since() default "0.1";

    /** The texts that it can hold; empty when it can hold any. */
    String[] oneOf() default {};

    /** The least number that it can hold. */
    double min() default Double.NEGATIVE_INFINITY;
}
