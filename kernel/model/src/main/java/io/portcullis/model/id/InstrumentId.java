package io.portcullis.model.id;

/**
 * An instrument in our own symbology, such as {@code AAPL}.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record InstrumentId(String value) implements Comparable<InstrumentId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public InstrumentId {
        IdText.require(value, "InstrumentId");
    }

    /** The identifier of a text. */
    public static InstrumentId of(String value) {
        return new InstrumentId(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstrumentId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(InstrumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
