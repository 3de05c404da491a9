package io.portcullis.policy.program;

/**
 * What the class of a ring looks like from outside.
 *
 * @param <P> the same as {@code program}
 * @param program the interface that it implements: {@code void judge(facts, verdict)}
 * @param facts the one object that carries all facts; their types lie in its package
 * @param verdicts what rules call; has a method {@code complete()}
 */
public record Shape<P>(Class<P> program, Class<?> facts, Class<?> verdicts) {}
