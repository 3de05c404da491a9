package io.portcullis.model.id;

/**
 * Our identifier of an order towards a venue (FIX ClOrdID, tag 11). Never used twice.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record ClientOrderId(String value) implements Comparable<ClientOrderId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public ClientOrderId {
        IdText.require(value, "ClientOrderId");
    }

    /** The identifier of a text. */
    public static ClientOrderId of(String value) {
        return new ClientOrderId(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientOrderId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(ClientOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
