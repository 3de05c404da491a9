package io.portcullis.benchmarks.figure;

/** Something fast gave a wrong answer, so its speed is no figure. */
public final class WrongAnswerException extends Exception {
    /** Says who answered what to which question, and what would be right. */
    public WrongAnswerException(String message) {
        super(message);
    }
}
