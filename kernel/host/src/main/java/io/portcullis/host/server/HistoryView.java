package io.portcullis.host.server;

import java.util.List;

/**
 * The history of the rules.
 *
 * @param steps the newest first
 * @param complete whether there is nothing older
 * @param asOfPosition how far the log was read
 */
public record HistoryView(List<PackStep> steps, boolean complete, long asOfPosition) {
    /** Copies the steps. */
    public HistoryView {
        steps = List.copyOf(steps);
    }
}
