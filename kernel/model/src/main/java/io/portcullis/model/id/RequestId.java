package io.portcullis.model.id;

/**
 * Our identifier of a request for approval, such as {@code R17}. Never used twice in a log.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record RequestId(String value) implements Comparable<RequestId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public RequestId {
        IdText.require(value, "RequestId");
    }

    /** The identifier of a text. */
    public static RequestId of(String value) {
        return new RequestId(value);
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
