package io.portcullis.model.id;

/**
 * The venue's identifier of one execution (FIX ExecID, tag 17): unique per venue, the key by which a fill is counted once.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record ExecId(String value) implements Comparable<ExecId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public ExecId {
        IdText.require(value, "ExecId");
    }

    /** The identifier of a text. */
    public static ExecId of(String value) {
        return new ExecId(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(ExecId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
