package io.portcullis.transport;

import java.util.Optional;
import java.util.SortedMap;

/**
 * What a look at every byte of a log found.
 *
 * @param frames whole frames that follow on each other, from the beginning
 * @param end where they end
 * @param damage the first place that is not as it was recorded; empty when there is none
 * @param links the link at each of the positions that were asked for, where an event ends
 */
public record LogAudit(long frames, long end, Optional<Damage> damage, SortedMap<Long, Long> links) {
    /**
     * A place that is not as it was recorded.
     *
     * @param position where the record begins
     * @param what what is wrong there
     */
    public record Damage(long position, String what) {
        /** One line. */
        public String line() {
            return "at position " + position + " " + what;
        }
    }
}
