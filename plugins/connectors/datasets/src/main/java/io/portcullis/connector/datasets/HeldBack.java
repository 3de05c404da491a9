package io.portcullis.connector.datasets;

import io.portcullis.spi.StreamRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Days that nobody looks at until everything else is decided: what has been looked at often enough proves nothing.
 *
 * @param where file and line
 * @param from the first
 * @param to the last
 */
record HeldBack(String where, LocalDate from, LocalDate to) {
    private static final Set<String> KEYS = Set.of("from", "to");

    static HeldBack of(YamlNode node) {
        Map<String, YamlNode> entries = node.entries(KEYS);
        if (entries.size() != KEYS.size()) {
            throw node.error("'heldBack' needs 'from' and 'to'");
        }
        LocalDate from = date(entries.get("from"));
        LocalDate to = date(entries.get("to"));
        if (to.isBefore(from)) {
            throw node.error("'heldBack': 'to' (" + to + ") lies before 'from' (" + from + ")");
        }
        return new HeldBack(node.where(), from, to);
    }

    private static LocalDate date(YamlNode node) {
        try {
            return LocalDate.parse(node.text());
        } catch (DateTimeException e) {
            throw node.error("a date must read yyyy-MM-dd, got '" + node.text() + "'");
        }
    }

    /** The history that only warms up does not count: nobody sees what becomes of it. */
    boolean isTouchedBy(StreamRequest request) {
        boolean endsBefore = request.to() != null && request.to().isBefore(from);
        return !endsBefore && !request.from().isAfter(to);
    }

    String refusal(StreamRequest request) {
        return where + ": the data set holds back " + this + ", and " + request.from() + " to "
                + (request.to() == null ? "the end" : request.to()) + " reaches into it; end before " + from
                + ", or open it, which is recorded";
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
