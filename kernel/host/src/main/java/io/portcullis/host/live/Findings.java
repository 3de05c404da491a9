package io.portcullis.host.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a verification found, by where in the log it is. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /**
     * One thing that is not as it was.
     *
     * @param position in the log
     * @param line what, with its position, in one line
     */
    record Finding(long position, String line) {}

    void add(long position, String line) {
        all.add(new Finding(position, line));
    }

    int count() {
        return all.size();
    }

    /** The one that comes first in the log. */
    Optional<Finding> first() {
        return all.stream().min(Comparator.comparingLong(Finding::position));
    }
}
