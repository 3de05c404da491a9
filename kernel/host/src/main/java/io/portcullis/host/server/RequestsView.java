package io.portcullis.host.server;

import java.util.List;

/**
 * What waits for a second person.
 *
 * @param requests in the order in which they were made
 * @param asOfPosition log position as of which this is true
 */
public record RequestsView(List<RequestView> requests, long asOfPosition) {
    /**
     * One request.
     *
     * @param id by which it is answered
     * @param kind what is asked for
     * @param what the same in words, with everything that whoever decides should know
     * @param by who asks
     * @param reason why
     * @param made since when, an ISO instant
     * @param expires until when it can be approved, an ISO instant
     */
    public record RequestView(
            String id, String kind, String what, String by, String reason, String made, String expires) {}
}
