package io.portcullis.host.timemachine;

import java.util.Arrays;
import java.util.Locale;

/** What can be asked about a moment. */
public enum Topic {
    /** What is held, what it cost and what it brought. */
    POSITIONS,
    /** What could be held, against the limits of then. */
    EXPOSURE,
    /** Every order that was known. */
    ORDERS,
    /** The rule pack that judged. */
    RULES,
    /** Where trading was stopped, and by whom. */
    KILL;

    /** The topic of a word. */
    public static Topic parse(String word) {
        return Arrays.stream(values())
                .filter(topic -> topic.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "what must be positions, exposure, orders, rules or kill, got '" + word + "'"));
    }

    /** The word that it is asked by. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
