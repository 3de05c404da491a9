package io.portcullis.model.signal;

/** Which way an agent expects the excess return to go. */
public enum Direction {
    /** Up. */
    LONG(1),
    /** Down. */
    SHORT(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** 1 for long, -1 for short. */
    public int sign() {
        return sign;
    }
}
