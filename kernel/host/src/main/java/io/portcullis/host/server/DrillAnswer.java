package io.portcullis.host.server;

import java.util.List;

/**
 * What a kill would have done, and how long its way was. Nothing was stopped.
 *
 * @param scope what it would have covered
 * @param drill always true
 * @param orders orders that would have been withdrawn
 * @param orderIds those, the first hundred of them
 * @param flagMillis until the watch of the kill flags found a file; null when it did not within five seconds
 * @param engineMillis until the log had recorded it and the engine had counted the orders
 * @param channelMillis until the venue's thread had come round behind everything that was sent before; null as above
 * @param asOfPosition log position as of which all this is true
 */
public record DrillAnswer(
        String scope,
        boolean drill,
        long orders,
        List<String> orderIds,
        Double flagMillis,
        double engineMillis,
        Double channelMillis,
        long asOfPosition) {

    /** Copies the identifiers. */
    public DrillAnswer {
        orderIds = List.copyOf(orderIds);
    }
}
