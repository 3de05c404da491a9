package io.portcullis.model.approval;

import io.portcullis.model.id.RequestId;
import java.util.Objects;

/**
 * Something that one person asks for and that another one has to approve before it is done. It waits until it is answered or its time
 * is over. Immutable and thread-safe.
 *
 * @param id its name, by which it is answered
 * @param kind what is asked for, by which the host finds who carries it out, such as {@code activate-pack}
 * @param subject what it is done to, in the words of whoever carries it out: it must say everything, since a restart keeps nothing else
 * @param words the same for whoever has to decide
 * @param by who asks
 * @param reason why
 * @param madeNanos engine time at which it was asked
 * @param expiresNanos engine time from which on it can no longer be approved
 */
public record ApprovalRequest(
        RequestId id,
        String kind,
        String subject,
        String words,
        String by,
        String reason,
        long madeNanos,
        long expiresNanos) {
    /** Refuses null, an empty kind, asker or reason, and a request that is over before it begins. */
    public ApprovalRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(words, "words");
        requireText(kind, "kind");
        requireText(by, "by");
        requireText(reason, "reason");
        if (expiresNanos <= madeNanos) {
            throw new IllegalArgumentException(
                    "a request must expire after it was made, got " + expiresNanos + " after " + madeNanos);
        }
    }

    private static void requireText(String text, String name) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " of a request must not be empty");
        }
    }

    /** Whether it can no longer be approved. */
    public boolean isOver(long nowNanos) {
        return nowNanos >= expiresNanos;
    }
}
