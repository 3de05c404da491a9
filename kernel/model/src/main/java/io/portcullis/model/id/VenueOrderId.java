package io.portcullis.model.id;

/**
 * The venue's identifier of an order (FIX OrderID, tag 37).
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record VenueOrderId(String value) implements Comparable<VenueOrderId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public VenueOrderId {
        IdText.require(value, "VenueOrderId");
    }

    /** The identifier of a text. */
    public static VenueOrderId of(String value) {
        return new VenueOrderId(value);
    }

    @Override
    public int compareTo(VenueOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
