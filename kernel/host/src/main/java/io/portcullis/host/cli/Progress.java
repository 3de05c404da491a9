package io.portcullis.host.cli;

/** How far a long command is. Thread-safe. */
public interface Progress {
    /**
     * So far.
     *
     * @param fraction from 0 to 1, never backwards
     * @param what is going on, a few words
     */
    void at(double fraction, String what);
}
