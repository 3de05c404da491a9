package io.portcullis.model.id;

/**
 * A signal-producing agent, such as {@code top-performers}.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; never null
 */
public record AgentId(String value) implements Comparable<AgentId> {
    /** Refuses null, blank, over-long and non-printable values with an {@link IllegalArgumentException}. */
    public AgentId {
        IdText.require(value, "AgentId");
    }

    /** The identifier of a text. */
    public static AgentId of(String value) {
        return new AgentId(value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
