package io.portcullis.store;

/**
 * Whether the projected decisions still are what was decided.
 *
 * @param decisions how many links hold, from the first decision on
 * @param head hash of the last link that holds; to be compared with the log's own head at that decision, for whoever rewrites
 *     every link leaves a chain that holds in itself
 * @param brokenAt sequence of the first decision whose link does not hold; 0 when all do
 */
public record ChainCheck(long decisions, String head, long brokenAt) {
    /** True when every link holds. */
    public boolean holds() {
        return brokenAt == 0;
    }
}
