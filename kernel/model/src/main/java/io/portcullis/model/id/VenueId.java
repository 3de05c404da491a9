package io.portcullis.model.id;

/**
 * An execution venue, such as {@code simulated}.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record VenueId(String value) implements Comparable<VenueId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public VenueId {
        IdText.require(value, "VenueId");
    }

    /** The identifier of a text. */
    public static VenueId of(String value) {
        return new VenueId(value);
    }

    @Override
    public int compareTo(VenueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
