package io.portcullis.host.server;

import io.portcullis.model.id.RequestId;

/** What takes two people, for the second of them. */
public interface RequestsApi {
    /** What waits. */
    RequestsView requests();

    /**
     * Approves a request and has it carried out.
     *
     * @param by somebody else than who asked
     * @return refused as NOT_FOUND when nothing of that name waits, as FORBIDDEN when it is one's own, as CONFLICT when things have changed
     */
    ApprovalAnswer approve(RequestId request, String by);

    /** Refuses a request, or takes back one's own; refused as NOT_FOUND when nothing of that name waits. */
    ApprovalAnswer refuse(RequestId request, String by, String reason);
}
