package io.portcullis.store;

/**
 * What the store knows, and as of when: the projection trails the log.
 *
 * @param asOfPosition log position up to which the answer is complete; -1 when nothing is projected yet
 * @param value the answer
 * @param <T> what was asked for
 */
public record Answer<T>(long asOfPosition, T value) {}
