package io.portcullis.host.access;

/**
 * Who makes a call, and where it came in.
 *
 * @param identity proven
 * @param from the door and the address behind it, for the audit
 */
public record Caller(Identity identity, String from) {
    /** The name that events and audit lines carry. */
    public String name() {
        return identity.name();
    }
}
