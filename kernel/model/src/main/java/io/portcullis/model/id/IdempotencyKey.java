package io.portcullis.model.id;

/**
 * A sender's own key for one order request: sending the same key again never makes a second order.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record IdempotencyKey(String value) implements Comparable<IdempotencyKey> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public IdempotencyKey {
        IdText.require(value, "IdempotencyKey");
    }

    /** The identifier of a text. */
    public static IdempotencyKey of(String value) {
        return new IdempotencyKey(value);
    }

    @Override
    public int compareTo(IdempotencyKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
