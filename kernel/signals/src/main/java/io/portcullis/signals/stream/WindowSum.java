package io.portcullis.signals.stream;

/**
 * What a window's elements come to where their order does not matter: then none of them has to be kept. It is for whoever writes
 * one to see that the order shows in no bit; sums of doubles as such do not fulfil this. Not thread-safe.
 *
 * @param <T> elements
 * @param <A> what they come to
 */
public interface WindowSum<T, A> {
    /** Takes an element in. */
    void add(T element);

    /** What the elements so far come to; stays as it is when more come. */
    A value();
}
