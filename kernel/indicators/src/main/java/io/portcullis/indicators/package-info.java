/**
 * Formulas of the trade: pure functions and streaming accumulators, O(1) per value or O(n) over the short windows of charts,
 * each with its published reference as a test. Exported to plugins; the JDK and the model, nothing else.
 *
 * <p>Accumulators are not thread-safe, answer NaN until they know enough, never learn from NaN, and write their exact state
 * ({@code writeTo}, {@code readFrom}): running sums depend on their path, so a restart that only re-added the window would give
 * other last bits than a run without it. {@link java.lang.StrictMath} throughout: the same bits on every machine.
 */
package io.portcullis.indicators;
