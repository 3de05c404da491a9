package io.portcullis.host.approval;

import io.portcullis.model.approval.ApprovalRequest;

/**
 * One kind of deed that takes two people. Everything it needs to know stands in the request, because the process that took the request may
 * be gone when it is approved. Called by one thread at a time.
 */
public interface ApprovalKind {
    /** As it stands in {@link ApprovalRequest#kind()}, such as {@code activate-pack}. */
    String name();

    /**
     * Looks whether the request still means what it meant when it was made. It stays waiting when this throws.
     *
     * @throws io.portcullis.host.server.ServerRefusal saying what changed, and what would be right
     */
    void recheck(ApprovalRequest request);

    /**
     * Does it. The approval is in the log already.
     *
     * @param request what was asked for
     * @param approver who approved it
     * @return what came of it, in a line for people
     */
    String carryOut(ApprovalRequest request, String approver);
}
