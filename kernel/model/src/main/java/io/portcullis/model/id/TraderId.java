package io.portcullis.model.id;

/**
 * The person or system that an order is attributed to (RTS 6 Art. 12(3): every order is attributable).
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record TraderId(String value) implements Comparable<TraderId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public TraderId {
        IdText.require(value, "TraderId");
    }

    /** The identifier of a text. */
    public static TraderId of(String value) {
        return new TraderId(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraderId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(TraderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
