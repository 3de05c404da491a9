package io.portcullis.model.id;

/**
 * One merged trading opportunity.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record OpportunityId(String value) implements Comparable<OpportunityId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public OpportunityId {
        IdText.require(value, "OpportunityId");
    }

    /** The identifier of a text. */
    public static OpportunityId of(String value) {
        return new OpportunityId(value);
    }

    @Override
    public int compareTo(OpportunityId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
