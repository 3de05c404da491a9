package io.portcullis.policy.analysis;

/** What an edit of a pack does to what passes. */
public enum Direction {
    /** Every order and every state is judged alike. */
    SAME("decides the same"),
    /** Nothing passes that did not pass before. */
    TIGHTENS("only tightens"),
    /** Everything passes that passed before. */
    LOOSENS("only loosens"),
    /** Some pass that did not, and some do not that did. */
    BOTH("tightens and loosens"),
    /** Neither could be proven nor shown by an order: it counts as loosening. */
    CANNOT_TELL("cannot be told, which counts as loosening");

    private final String words;

    Direction(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether one person may bring it in alone. */
    public boolean neverLoosens() {
        return this == SAME || this == TIGHTENS;
    }
}
