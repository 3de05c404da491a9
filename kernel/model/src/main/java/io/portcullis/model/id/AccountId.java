package io.portcullis.model.id;

/**
 * An account that holds positions and money.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record AccountId(String value) implements Comparable<AccountId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public AccountId {
        IdText.require(value, "AccountId");
    }

    /** The identifier of a text. */
    public static AccountId of(String value) {
        return new AccountId(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
